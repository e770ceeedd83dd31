package dev.ferry.transfer;

import java.util.Arrays;

/**
 * Collects round trips of one transfer, however long it takes: when there are many, every other one
 * is dropped, and from then on only every second, fourth... is kept for the median. Thread-safe.
 */
public final class LatencyMeter {
  private static final int MOST = 512;

  private final long[] kept = new long[MOST];
  private int used;
  private long every = 1;
  private long count;
  private long min;
  private long max;

  /** Adds a round trip of so many nanoseconds. */
  public synchronized void add(long nanos) {
    min = count == 0 ? nanos : Math.min(min, nanos);
    max = Math.max(max, nanos);
    if (count % every == 0) {
      keep(nanos);
    }
    count++;
  }

  private void keep(long nanos) {
    if (used == MOST) {
      for (int i = 0; i < MOST / 2; i++) {
        kept[i] = kept[2 * i];
      }
      used = MOST / 2;
      every *= 2;
    }
    kept[used++] = nanos;
  }

  /** What was measured so far. */
  public synchronized Latency reading() {
    if (count == 0) {
      return Latency.NONE;
    }
    long[] sorted = Arrays.copyOf(kept, used);
    Arrays.sort(sorted);
    return new Latency(count, min, sorted[used / 2], max);
  }
}
