package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import java.io.IOException;

/** Is told by a {@link RangeWriter} what is written. Called on the writer's thread. */
public interface WriteListener {
  /** A file got bytes that no {@link #held} or {@link #part} has told of yet. */
  void wrote(long entry, FileEntry file);

  /** A chunk was written from its first to its last byte. */
  void held(long chunk, ChunkHash hash) throws IOException;

  /**
   * A part of a chunk was written: at the end of a range, and about once a second while a chunk is
   * on its way.
   *
   * @param from the part's first byte, counted from the chunk's
   * @param to the byte after its last
   * @param hash of the part
   */
  void part(long chunk, int from, int to, ChunkHash hash) throws IOException;

  /** The writer is closed: nothing more is told or written. */
  void closed();
}
