package dev.ferry.payload;

/**
 * Where a file lies in a payload: bytes [from, to), both the same for an empty file.
 *
 * @param entry its index in the manifest
 */
public record FilePlace(long entry, long from, long to) {
  /** How many bytes it has. */
  public long length() {
    return to - from;
  }
}
