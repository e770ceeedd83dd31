package dev.ferry.transfer;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.ChunkHasher;

/** The hashes of chunks that are nothing but zeros: those of holes, which never travel. */
final class Zeros {
  private static final ChunkHash WHOLE = compute(Chunk.SIZE);

  private Zeros() {}

  /** The hash of {@code length} zeros. */
  static ChunkHash hash(int length) {
    return length == Chunk.SIZE ? WHOLE : compute(length);
  }

  private static ChunkHash compute(int length) {
    return ChunkHasher.hash(new byte[length], 0, length);
  }
}
