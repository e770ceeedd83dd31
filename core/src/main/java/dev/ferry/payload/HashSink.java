package dev.ferry.payload;

import java.io.IOException;

/** Is told the hash of every chunk whose last byte was just read. */
@FunctionalInterface
public interface HashSink {
  /** Takes the hash of a whole chunk. */
  void accept(long chunk, ChunkHash hash) throws IOException;
}
