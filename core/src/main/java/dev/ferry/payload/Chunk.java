package dev.ferry.payload;

/**
 * Arithmetic of chunks: a payload is cut every {@link #SIZE} bytes, wherever its files begin; the
 * last chunk may be shorter. A chunk is what is verified and what a resume asks for again.
 */
public final class Chunk {
  /** Bytes in every chunk but the last: 4 MiB, so 1 TB has 240,000 of them. */
  public static final int SIZE = 4 << 20;

  private Chunk() {}

  /** How many chunks a payload of {@code length} bytes has. */
  public static long count(long length) {
    return length / SIZE + (length % SIZE == 0 ? 0 : 1);
  }

  /** The chunk that the byte at {@code position} belongs to. */
  public static long of(long position) {
    return position / SIZE;
  }

  /** The position of the first byte of a chunk. */
  public static long start(long chunk) {
    return chunk * SIZE;
  }

  /** The position after the last byte of a chunk, in a payload of {@code length} bytes. */
  public static long end(long chunk, long length) {
    return length - start(chunk) <= SIZE ? length : start(chunk) + SIZE;
  }
}
