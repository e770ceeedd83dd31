package dev.ferry.transfer;

/**
 * The speed of one transfer, smoothed over the last seconds, and the time that is left at that
 * speed: what every screen shows while it runs. Times are readings of {@link System#nanoTime}. Not
 * thread-safe.
 */
public final class Speedometer {
  private static final long STEP = 250_000_000L;
  private static final int SLOTS = 24;
  private static final long SOONEST = 500_000_000L;

  /** After so long without a word, what was before says nothing about the speed now. */
  private static final long STILL = 5_000_000_000L;

  private final long[] times = new long[SLOTS];
  private final long[] bytes = new long[SLOTS];
  private int filled;
  private int newest = -1;

  /** Of a transfer that has not moved a byte. */
  public Speedometer() {}

  /** Notes that {@code done} bytes are across at {@code now}. */
  public void sample(long now, long done) {
    if (filled > 0 && (done < bytes[newest] || now - times[newest] > STILL)) {
      reset();
    }
    if (filled > 0 && now - times[newest] < STEP) {
      return;
    }
    newest = (newest + 1) % SLOTS;
    times[newest] = now;
    bytes[newest] = done;
    filled = Math.min(SLOTS, filled + 1);
  }

  /** Forgets the past: after a pause, the time of the pause is no time of moving. */
  public void reset() {
    filled = 0;
    newest = -1;
  }

  /** Bytes a second, or -1 while too little is known. */
  public double bytesPerSecond(long now, long done) {
    if (filled == 0) {
      return -1;
    }
    int oldest = (newest - filled + 1 + SLOTS) % SLOTS;
    long elapsed = now - times[oldest];
    return elapsed < SOONEST ? -1 : Math.max(0, done - bytes[oldest]) / (elapsed / 1e9);
  }

  /** Seconds until {@code total} is reached at the present speed, or -1 if nobody can tell. */
  public long secondsLeft(long now, long done, long total) {
    double speed = bytesPerSecond(now, done);
    return speed < 1 ? -1 : Math.round(Math.max(0, total - done) / speed);
  }
}
