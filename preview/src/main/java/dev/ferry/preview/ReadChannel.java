package dev.ferry.preview;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A channel over whatever can be read at a position: what a {@link Previewer} takes for a file. Not
 * thread-safe; closing it leaves what it reads open.
 */
public final class ReadChannel implements SeekableByteChannel {
  private final ReadAt source;
  private final long size;
  private long position;
  private boolean closed;

  /** Reads bytes at a position. */
  @FunctionalInterface
  public interface ReadAt {

    /**
     * Reads at most {@code length} bytes from {@code position} on; blocks as its source does.
     *
     * @return the bytes read; -1 if {@code position} is at or behind the end
     */
    int read(byte[] target, int offset, int length, long position) throws IOException;
  }

  /** A channel over {@code source}, which has {@code size} bytes as far as is known. */
  public ReadChannel(ReadAt source, long size) {
    this.source = source;
    this.size = size;
  }

  /** A channel over {@code bytes}, which are not copied. */
  static ReadChannel over(byte[] bytes) {
    return new ReadChannel(
        (target, offset, length, position) -> {
          if (position >= bytes.length) {
            return -1;
          }
          int count = (int) Math.min(length, bytes.length - position);
          System.arraycopy(bytes, (int) position, target, offset, count);
          return count;
        },
        bytes.length);
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    byte[] bytes = new byte[target.remaining()];
    int count = source.read(bytes, 0, bytes.length, position);
    if (count > 0) {
      target.put(bytes, 0, count);
      position += count;
    }
    return count;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    checkOpen();
    position = newPosition;
    return this;
  }

  @Override
  public long size() throws IOException {
    checkOpen();
    return size;
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  private void checkOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
