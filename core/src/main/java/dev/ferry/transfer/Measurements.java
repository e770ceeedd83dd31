package dev.ferry.transfer;

/**
 * What was measured of a transfer while it ran in this process. Immutable.
 *
 * @param firstByteNanos from the decision to the first byte of the payload that moved; -1 if none
 *     did
 * @param latency round trips to the other side, as the side that asked measured them
 * @param speed how fast it was, over time
 */
public record Measurements(long firstByteNanos, Latency latency, SpeedSeries speed) {
  /** Nothing was measured. */
  public static final Measurements NONE = new Measurements(-1, Latency.NONE, SpeedSeries.NONE);
}
