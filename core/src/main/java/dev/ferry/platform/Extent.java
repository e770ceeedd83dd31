package dev.ferry.platform;

/**
 * A stretch [from, to) of a file that holds data, in bytes.
 *
 * @param from the first byte, at least 0
 * @param to the byte behind the last, more than {@code from}
 */
public record Extent(long from, long to) {
  /** Refuses an empty or negative extent. */
  public Extent {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("not an extent: " + from + "-" + to);
    }
  }
}
