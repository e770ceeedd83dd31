package dev.ferry.transfer;

import dev.ferry.payload.ChunkHash;
import java.io.IOException;

/** The hashes of all chunks of a payload, first to last. Not thread-safe. */
@FunctionalInterface
public interface ChunkHashes {
  /**
   * The hash of the next chunk. Called once for each chunk of the payload; may block on disk or
   * net.
   */
  ChunkHash next() throws IOException;
}
