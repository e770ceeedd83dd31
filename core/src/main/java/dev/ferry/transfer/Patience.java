package dev.ferry.transfer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a transfer bears with what may pass: it tells of the pause, waits a little longer each time,
 * and gives up when nothing has become better for as long as its patience lasts. Thread-safe.
 */
public final class Patience {
  /** The first pause. */
  public static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /** The longest pause. */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private static final long NONE = Long.MIN_VALUE;

  private final TransferId id;
  private final Direction direction;
  private final Duration patience;
  private final TransferListener events;
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Duration pause = FIRST_PAUSE;
  private long least = Long.MAX_VALUE;
  private long trouble = NONE;
  private @Nullable Problem told;

  public Patience(TransferId id, Direction direction, Duration patience, TransferListener events) {
    this.id = id;
    this.direction = direction;
    this.patience = patience;
    this.events = events;
  }

  /**
   * Notes how many bytes are still missing; only fewer than ever before ends a trouble.
   *
   * @return whether it is that few
   */
  public synchronized boolean missing(long bytes) {
    if (bytes >= least) {
      return false;
    }
    least = bytes;
    trouble = NONE;
    pause = FIRST_PAUSE;
    return true;
  }

  /** Tells, after a pause, that it goes on. */
  public synchronized void goesOn() {
    if (told != null) {
      told = null;
      events.on(new TransferEvent.Resumed(id, direction));
    }
  }

  /**
   * Waits a little because of {@code cause}, longer each time.
   *
   * @throws TransferException that cause, if patience is over or this was stopped
   */
  public void bear(TransferException cause) throws TransferException {
    if (isStopped() || isOver()) {
      throw cause;
    }
    tell(cause);
    await(cause);
    synchronized (this) {
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  private synchronized boolean isOver() {
    long now = System.nanoTime();
    if (trouble == NONE) {
      trouble = now;
    }
    return now - trouble >= patience.toNanos();
  }

  private synchronized void tell(TransferException cause) {
    if (told != cause.problem()) {
      told = cause.problem();
      events.on(
          new TransferEvent.Paused(
              id, direction, cause.problem(), String.valueOf(cause.getMessage())));
    }
  }

  private void await(TransferException cause) throws TransferException {
    try {
      if (stopped.await(pauseNanos(), TimeUnit.NANOSECONDS)) {
        throw cause;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  private synchronized long pauseNanos() {
    return pause.toNanos();
  }

  /** Ends the pause under way and every later one: from any thread. */
  public void stop() {
    stopped.countDown();
  }

  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
