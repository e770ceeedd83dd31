package dev.ferry.transfer;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/**
 * Counts the bytes of one transfer and tells of them at most ten times a second; and knows for how
 * long none moved, because of a pause or because the line was dead. Thread-safe.
 */
final class ProgressMeter {
  private static final long INTERVAL_NANOS = 100_000_000L;

  /** What moves nothing for longer stands still, though nobody has noticed that it is broken. */
  private static final long STILL_NANOS = 10_000_000_000L;

  private final LongConsumer tell;
  private final LongAdder moved = new LongAdder();
  private final AtomicLong lastTold = new AtomicLong(System.nanoTime() - INTERVAL_NANOS);
  private final SpeedLog speed = new SpeedLog();
  private final AtomicLong lastMoved = new AtomicLong();
  private final LongAdder still = new LongAdder();
  private volatile boolean interrupted;
  private volatile long base;
  private volatile boolean begun;
  private volatile long firstByte;

  /** Tells {@code tell} how many bytes are across in all. */
  ProgressMeter(LongConsumer tell) {
    this.tell = tell;
  }

  /** Sets how many bytes are known to be across, whatever was counted before. */
  void restart(long across) {
    base = across - moved.sum();
    interrupted = true;
  }

  /** From now on it could move; later calls do nothing. */
  void begin() {
    lastMoved.compareAndSet(0, System.nanoTime());
  }

  /**
   * For how many nanoseconds it has stood still since {@link #begin}: around a {@link #restart},
   * which comes after trouble, or for a long time without a reason.
   */
  long stoodStill() {
    return still.sum();
  }

  /** Counts bytes that moved just now. */
  void moved(long bytes) {
    moved.add(bytes);
    long now = System.nanoTime();
    if (!begun) {
      firstByte = now;
      begun = true;
    }
    long before = lastMoved.getAndSet(now);
    if (before != 0 && (interrupted || now - before > STILL_NANOS)) {
      interrupted = false;
      still.add(Math.max(0, now - before));
    }
    long last = lastTold.get();
    if (now - last >= INTERVAL_NANOS && lastTold.compareAndSet(last, now)) {
      speed.at(now, moved.sum());
      tell.accept(across());
    }
  }

  /** How many bytes are across. */
  long across() {
    return base + moved.sum();
  }

  /** How many bytes moved in this process, those that moved twice counted twice. */
  long movedHere() {
    return moved.sum();
  }

  /**
   * What was measured so far.
   *
   * @param since when it was decided, a reading of {@link System#nanoTime}
   */
  Measurements measurements(long since, Latency latency) {
    speed.at(System.nanoTime(), moved.sum());
    return new Measurements(begun ? Math.max(0, firstByte - since) : -1, latency, speed.reading());
  }
}
