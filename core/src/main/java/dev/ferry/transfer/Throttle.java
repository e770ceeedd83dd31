package dev.ferry.transfer;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Holds back whoever moves more than so many bytes a second, over all lanes that share it.
 * Thread-safe.
 */
public final class Throttle {
  /** How much unused time may be caught up, so that pauses do not end in a burst. */
  private static final long BURST_NANOS = 100_000_000L;

  private static final long STEPS_A_SECOND = 20;

  /** Less than this costs more in records of TLS than it is worth. */
  private static final long LEAST_STEP = 512;

  private final long bytesPerSecond;
  private long free = System.nanoTime();

  private Throttle(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  /** At most this many bytes a second; 0 for no limit. */
  public static Throttle of(long bytesPerSecond) {
    return new Throttle(bytesPerSecond);
  }

  /**
   * How many of {@code bytes} to move at once. Under a low limit that is little, so that bytes keep
   * trickling (a connection that is silent for too long is taken for dead) and nobody sleeps for
   * long over a connection that was closed.
   */
  public int step(int bytes) {
    return bytesPerSecond == 0 ? bytes : (int) Math.min(bytes, longestStep());
  }

  private long longestStep() {
    return Math.max(LEAST_STEP, bytesPerSecond / STEPS_A_SECOND);
  }

  /**
   * Blocks until {@code bytes} more may move; 0 bytes always may.
   *
   * @throws InterruptedIOException if the thread is interrupted meanwhile
   */
  public void acquire(int bytes) throws InterruptedIOException {
    if (bytesPerSecond == 0) {
      return;
    }
    long wait = reserve(bytes);
    try {
      TimeUnit.NANOSECONDS.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the transfer was stopped");
    }
  }

  /** Books time for {@code bytes} and returns the nanoseconds until it begins. */
  private synchronized long reserve(int bytes) {
    long now = System.nanoTime();
    long begin = Math.max(free, now - BURST_NANOS);
    free = begin + (long) (bytes * 1e9 / bytesPerSecond);
    return Math.max(0, begin - now);
  }
}
