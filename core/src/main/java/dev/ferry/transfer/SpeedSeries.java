package dev.ferry.transfer;

import java.util.List;

/**
 * How fast a transfer was, over time: the bytes that moved in each of a row of equal intervals,
 * from its first byte on. Immutable.
 *
 * @param intervalNanos how long an interval is; 0 if there are none
 * @param bytes the bytes that moved in each, at most {@value #MOST}
 */
public record SpeedSeries(long intervalNanos, List<Long> bytes) {
  /** The most intervals that are kept; when there would be more, each becomes twice as long. */
  public static final int MOST = 120;

  /** Nothing moved. */
  public static final SpeedSeries NONE = new SpeedSeries(0, List.of());

  /** Takes a copy. */
  public SpeedSeries {
    bytes = List.copyOf(bytes);
  }
}
