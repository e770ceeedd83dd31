package dev.ferry.payload;

import dev.ferry.payload.StageMeter.Stage;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes one range of a payload, in order, to staged files, and hashes its chunks on the way. The
 * range may end early: what came until {@link #close} is kept and told. Not thread-safe; blocks on
 * the disk. No two writers may write the same bytes at once: whoever opens them sees to that.
 */
public final class RangeWriter implements AutoCloseable {
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long length;
  private final long to;
  private final WriteListener listener;
  private final StageMeter meter;
  private final StagedOutput output;
  private final ChunkHasher hasher;

  private long position;

  /** Where the bytes begin that {@link #hasher} has seen. */
  private long hashedFrom;

  /** Up to where the listener knows. */
  private long toldTo;

  private boolean closed;
  private long toldAt = System.nanoTime();

  /**
   * Opens a range.
   *
   * @param prefix a hasher that has seen the bytes from the beginning of the chunk up to {@code
   *     from}, which are staged already; null if they are not, or if {@code from} begins a chunk
   */
  public RangeWriter(
      PayloadLayout layout,
      StagedFiles files,
      long from,
      long to,
      @Nullable ChunkHasher prefix,
      WriteListener listener,
      StageMeter meter)
      throws IOException {
    this.length = layout.length();
    this.to = to;
    this.listener = listener;
    this.meter = meter;
    this.output = new StagedOutput(layout.spans(from, to), files, listener);
    this.hasher = prefix == null ? new ChunkHasher() : prefix;
    position = from;
    hashedFrom = prefix == null ? from : Chunk.start(Chunk.of(from));
    toldTo = from;
  }

  /** The payload position of the byte that comes next. */
  public long position() {
    return position;
  }

  /** How many bytes the range still lacks. */
  public long remaining() {
    return to - position;
  }

  /**
   * Writes the next bytes, any number of them.
   *
   * @throws IllegalArgumentException if they are more than {@link #remaining}
   * @throws dev.ferry.platform.NoSpaceException if the disk is full
   * @throws IOException what the disk or the listener throws; only {@link #close} is left then
   */
  public void write(byte[] bytes, int offset, int count) throws IOException {
    Objects.checkFromIndexSize(offset, count, bytes.length);
    if (count > remaining()) {
      throw new IllegalArgumentException("more bytes than the range has");
    }
    for (int done = 0; done < count; ) {
      long chunkEnd = Chunk.end(Chunk.of(position), length);
      int some = (int) Math.min(count - done, chunkEnd - position);
      writeInChunk(bytes, offset + done, some, chunkEnd);
      done += some;
    }
  }

  private void writeInChunk(byte[] bytes, int offset, int count, long chunkEnd) throws IOException {
    long began = System.nanoTime();
    output.write(bytes, offset, count);
    long written = System.nanoTime();
    meter.add(Stage.DISK_WRITE, written - began);
    hasher.update(bytes, offset, count);
    position += count;
    long hashed = System.nanoTime();
    meter.add(Stage.HASH, hashed - written);
    if (position == chunkEnd || hashed - toldAt >= TELL_NANOS) {
      tell();
    }
  }

  private void tell() throws IOException {
    long chunk = Chunk.of(position - 1);
    long start = Chunk.start(chunk);
    output.tellDirty();
    if (hashedFrom == start && position == Chunk.end(chunk, length)) {
      listener.held(chunk, hasher.hash());
    } else {
      listener.part(chunk, (int) (hashedFrom - start), (int) (position - start), hasher.hash());
    }
    if (position == Chunk.end(chunk, length)) {
      hasher.reset();
      hashedFrom = position;
    }
    toldTo = position;
    toldAt = System.nanoTime();
  }

  /** Tells what was not told yet and closes the file at hand. A second call does nothing. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (output) {
      if (position > toldTo) {
        tell();
      }
    } finally {
      listener.closed();
    }
  }
}
