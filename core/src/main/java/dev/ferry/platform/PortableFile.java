package dev.ferry.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A regular file by java.nio. Mode, time and stamp go by its path, as java.nio has no such calls on
 * an open file. An interrupt of a thread in a call closes the file for all.
 */
final class PortableFile implements HeldFile {
  private final FileChannel channel;
  private final Path path;

  PortableFile(FileChannel channel, Path path) {
    this.channel = channel;
    this.path = path;
  }

  @Override
  public void write(byte[] bytes, int offset, int length, long position) throws IOException {
    PathRules.requirePosition(position);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      long at = position;
      while (buffer.hasRemaining()) {
        at += channel.write(buffer, at);
      }
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length, long position) throws IOException {
    PathRules.requirePosition(position);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    try {
      int total = 0;
      while (buffer.hasRemaining()) {
        int count = channel.read(buffer, position + total);
        if (count < 0) {
          return total == 0 ? -1 : total;
        }
        total += count;
      }
      return total;
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void setLength(long length) throws IOException {
    PathRules.requirePosition(length);
    try {
      long size = channel.size();
      if (length < size) {
        channel.truncate(length);
      } else if (length > size) {
        channel.write(ByteBuffer.allocate(1), length - 1);
      }
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void force() throws IOException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void setModeAndTime(int mode, long modifiedNanos) throws IOException {
    PathRules.requireMode(mode);
    requireOpen();
    try {
      PortableStamps.set(path, mode, modifiedNanos, FileKind.FILE);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void finish(int mode, long modifiedNanos) throws IOException {
    PathRules.requireMode(mode);
    try (this) {
      setModeAndTime(mode, modifiedNanos);
    }
  }

  @Override
  public FileStamp stamp() throws IOException {
    requireOpen();
    return PortableStamps.of(path, false);
  }

  @Override
  public @Nullable Extent nextData(long position) throws IOException {
    long size = size();
    return PathRules.requirePosition(position) < size ? new Extent(position, size) : null;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void requireOpen() throws ClosedChannelException {
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  private IOException explained(IOException e) {
    return PortableErrors.explain(e, path.toString());
  }
}
