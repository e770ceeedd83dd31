package dev.ferry.payload;

import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.platform.HeldFile;
import java.io.IOException;
import java.util.Arrays;

/** The buffer of one call of a {@link PayloadReader}: filled by files, hashed, pushed. */
final class ReadPass {
  private final byte[] buffer;
  private final ChunkHasher hasher = new ChunkHasher();
  private final long length;
  private final long from;
  private final long start;
  private final long hashEnd;
  private final ByteSink sink;
  private final HashSink hashes;
  private final StageMeter meter;

  /** The payload position of the buffer's first byte. */
  private long base;

  private int filled;
  private long filling = System.nanoTime();

  ReadPass(long length, long from, long to, ByteSink sink, HashSink hashes, StageMeter meter) {
    this(
        length,
        from,
        Chunk.end(Chunk.of(from), length) <= to ? Chunk.start(Chunk.of(from)) : from,
        to == length ? to : Chunk.start(Chunk.of(to)),
        PayloadReader.BUFFER,
        sink,
        hashes,
        meter);
  }

  private ReadPass(
      long length,
      long from,
      long start,
      long hashEnd,
      int bufferSize,
      ByteSink sink,
      HashSink hashes,
      StageMeter meter) {
    this.length = length;
    this.from = from;
    this.start = start;
    this.hashEnd = hashEnd;
    this.buffer = new byte[bufferSize];
    this.sink = sink;
    this.hashes = hashes;
    this.meter = meter;
    base = start;
  }

  /** A call that pushes all of the {@code length} bytes that it reads, and hashes nothing. */
  static ReadPass unhashed(long length, ByteSink sink, StageMeter meter) {
    int bufferSize = Math.clamp(length, 1, PayloadReader.BUFFER);
    return new ReadPass(0, 0, 0, 0, bufferSize, sink, (chunk, hash) -> {}, meter);
  }

  /** Where reading starts: at {@code from} or at the beginning of its chunk. */
  long start() {
    return start;
  }

  /**
   * Adds bytes of a file until {@code wanted} are added or the buffer is full; a full buffer is
   * pushed by the next call of {@link #push}.
   *
   * @return how many were added; less than possible only if the file ends; -1 at its end
   */
  int fill(HeldFile file, long offset, long wanted) throws IOException {
    int count = (int) Math.min(wanted, buffer.length - filled);
    int read = file.read(buffer, filled, count, offset);
    filled += Math.max(read, 0);
    return read;
  }

  /** Adds zeros, pushing as often as needed. */
  void zeros(long count) throws IOException {
    for (long left = count; left > 0; ) {
      int some = (int) Math.min(left, buffer.length - filled);
      Arrays.fill(buffer, filled, filled + some, (byte) 0);
      filled += some;
      left -= some;
      push();
    }
  }

  /** Hashes and pushes the buffer if it is full. */
  void push() throws IOException {
    if (filled == buffer.length) {
      flush();
    }
  }

  /** Hashes and pushes what is in the buffer. */
  void flush() throws IOException {
    meter.addSince(Stage.DISK_READ, filling);
    hashBuffer();
    int skip = (int) Math.min(filled, Math.max(0, from - base));
    if (skip < filled) {
      sink.accept(buffer, skip, filled - skip);
    }
    base += filled;
    filled = 0;
    filling = System.nanoTime();
  }

  private void hashBuffer() throws IOException {
    long began = System.nanoTime();
    int end = (int) Math.min(filled, Math.max(0, hashEnd - base));
    for (int at = 0; at < end; ) {
      long chunk = Chunk.of(base + at);
      long chunkEnd = Chunk.end(chunk, length);
      int count = (int) Math.min(end - at, chunkEnd - (base + at));
      hasher.update(buffer, at, count);
      at += count;
      if (base + at == chunkEnd) {
        hashes.accept(chunk, hasher.hash());
        hasher.reset();
      }
    }
    meter.addSince(Stage.HASH, began);
  }
}
