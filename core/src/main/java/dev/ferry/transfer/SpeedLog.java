package dev.ferry.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps how fast a transfer is over its whole time, in little memory: two neighbouring intervals
 * become one when there are too many. Thread-safe.
 */
public final class SpeedLog {
  private static final long FIRST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);

  /** Bytes are told of while they flow, so what comes after a longer silence moved at its end. */
  private static final long LONGEST_FLOW = TimeUnit.SECONDS.toNanos(1);

  private final long[] bytes = new long[SpeedSeries.MOST];
  private long interval = FIRST_INTERVAL;
  private long began;
  private long last;
  private long total;
  private int used;

  /** Of a transfer that has not moved a byte. */
  public SpeedLog() {}

  /**
   * So many bytes had moved in all at {@code now}.
   *
   * @param now a reading of {@link System#nanoTime}
   */
  public synchronized void at(long now, long moved) {
    if (moved <= total) {
      return;
    }
    if (used == 0) {
      began = now;
      last = now;
      used = 1;
    }
    spread(moved - total, Math.max(last, now - LONGEST_FLOW), Math.max(last, now));
    total = moved;
    last = Math.max(last, now);
  }

  /** Puts bytes evenly into the intervals between two moments. */
  private void spread(long amount, long from, long to) {
    int end = index(to);
    int begin = index(from);
    long left = amount;
    for (int i = begin; i < end; i++) {
      long share = amount / (end - begin + 1);
      bytes[i] += share;
      left -= share;
    }
    bytes[end] += left;
    used = Math.max(used, end + 1);
  }

  private int index(long moment) {
    while ((moment - began) / interval >= SpeedSeries.MOST) {
      halve();
    }
    return (int) ((moment - began) / interval);
  }

  private void halve() {
    for (int i = 0; i < SpeedSeries.MOST; i++) {
      bytes[i] = 2 * i < SpeedSeries.MOST ? bytes[2 * i] + bytes[2 * i + 1] : 0;
    }
    used = (used + 1) / 2;
    interval *= 2;
  }

  /** What was kept so far. */
  public synchronized SpeedSeries reading() {
    if (used == 0) {
      return SpeedSeries.NONE;
    }
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      all.add(bytes[i]);
    }
    return new SpeedSeries(interval, all);
  }
}
