package dev.ferry.payload;

import java.io.IOException;

/** Where a {@link PayloadReader} pushes the bytes of a range, in order. */
@FunctionalInterface
public interface ByteSink {
  /**
   * Takes {@code length} bytes, at least 1 and at most {@link PayloadReader#BUFFER}, which may come
   * from many files. The buffer belongs to the caller again when this returns. May block.
   */
  void accept(byte[] buffer, int offset, int length) throws IOException;
}
