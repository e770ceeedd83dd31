package dev.ferry.payload;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;

/** Hashes a run of bytes with XXH3-128 (seed 0), piece by piece. Not thread-safe. */
public final class ChunkHasher {
  private final HashStream128 stream = Hashing.xxh3_128().hashStream();

  /** Adds bytes. */
  public void update(byte[] bytes, int offset, int length) {
    stream.putBytes(bytes, offset, length);
  }

  /** The hash of what was added since the start or the last {@link #reset}; more may be added. */
  public ChunkHash hash() {
    HashValue128 value = stream.get();
    return new ChunkHash(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }

  /** Forgets what was added. */
  public void reset() {
    stream.reset();
  }

  /** The hash of so many zeros, at most a chunk of them; that of a whole chunk is at hand. */
  public static ChunkHash ofZeros(int length) {
    return length == Chunk.SIZE ? ZeroChunk.HASH : hash(new byte[length], 0, length);
  }

  private static final class ZeroChunk {
    static final ChunkHash HASH = hash(new byte[Chunk.SIZE], 0, Chunk.SIZE);
  }

  /** The hash of one array's part. */
  public static ChunkHash hash(byte[] bytes, int offset, int length) {
    HashValue128 value = Hashing.xxh3_128().hashBytesTo128Bits(bytes, offset, length);
    return new ChunkHash(value.getMostSignificantBits(), value.getLeastSignificantBits());
  }
}
