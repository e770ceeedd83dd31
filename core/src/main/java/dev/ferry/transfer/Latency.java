package dev.ferry.transfer;

/**
 * Round trips to the other side, in nanoseconds: how long it took until the answer to a small
 * question came. Immutable.
 *
 * @param count how many were measured; 0 if none, and then the others are 0 too
 * @param min the shortest
 * @param median the one in the middle
 * @param max the longest
 */
public record Latency(long count, long min, long median, long max) {
  /** Nothing was measured. */
  public static final Latency NONE = new Latency(0, 0, 0, 0);

  /** Refuses what cannot be. */
  public Latency {
    boolean sound =
        count == 0
            ? min == 0 && median == 0 && max == 0
            : count > 0 && min >= 0 && min <= median && median <= max;
    if (!sound) {
      throw new IllegalArgumentException("no round trips are like that");
    }
  }

  /** Whether anything was measured. */
  public boolean isKnown() {
    return count > 0;
  }
}
