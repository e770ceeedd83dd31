package dev.ferry.direct;

import dev.ferry.platform.HeldFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads a held file as a channel. Leaves it open. Not thread-safe. */
final class HeldChannel implements SeekableByteChannel {
  private final HeldFile file;
  private long position;
  private boolean closed;

  HeldChannel(HeldFile file) {
    this.file = file;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    checkOpen();
    byte[] bytes = new byte[target.remaining()];
    int count = file.read(bytes, 0, bytes.length, position);
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
    return file.size();
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
