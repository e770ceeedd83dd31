package dev.ferry.preview;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Locale;

/**
 * The bytes of one file, within a budget: once so many were read, or so much time has passed, it
 * gives no more and remembers that. Not thread-safe; blocks on disk. The channel stays the
 * caller's.
 */
final class Source {
  private static final int HEAD = 64 << 10;
  private static final int BUFFER = 64 << 10;

  private final String name;
  private final SeekableByteChannel channel;
  private final long size;
  private final byte[] head;
  private final long deadline;
  private long budget;
  private boolean exhausted;
  private long reached;

  /** Reads the beginning. */
  Source(String name, SeekableByteChannel channel, PreviewLimits limits) throws IOException {
    this.name = name;
    this.channel = channel;
    this.size = channel.size();
    this.budget = limits.bytes();
    this.deadline = System.nanoTime() + limits.time().toNanos();
    this.head = readHead();
  }

  private byte[] readHead() throws IOException {
    byte[] buffer = new byte[(int) Math.min(HEAD, budget)];
    int length = readAt(0, buffer, 0, buffer.length);
    return Arrays.copyOf(buffer, Math.max(0, length));
  }

  /** The file's name without folders. */
  String name() {
    return name;
  }

  /** What follows the last dot of the name, in small letters; empty if nothing does. */
  String extension() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** Its size when it was opened. */
  long size() {
    return size;
  }

  /** The first bytes, some ten thousands if there are so many. */
  byte[] head() {
    return head.clone();
  }

  /** Whether something was not read because it was too much or took too long. */
  boolean isExhausted() {
    return exhausted;
  }

  /** How far it was read: all before it counts as seen. */
  long reached() {
    return reached;
  }

  /** Stops work that takes too long. */
  void checkTime() throws InterruptedIOException {
    if (System.nanoTime() - deadline > 0) {
      exhausted = true;
      throw new InterruptedIOException("it takes too long");
    }
  }

  /** Lets more be read than the limits say, where the work is bounded otherwise. */
  void allow(long bytes) {
    budget = Math.max(budget, bytes);
  }

  /**
   * Fills a part of {@code buffer} from {@code position} on.
   *
   * @return how many bytes were read, fewer only at the end of the file or of the budget; -1 if
   *     none
   */
  int readAt(long position, byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (budget <= 0 || System.nanoTime() - deadline > 0) {
      exhausted = true;
      return -1;
    }
    if (position > 0 && position >= size) {
      // A file may name places that no disk has: to look there would be an error of the disk.
      return -1;
    }
    ByteBuffer target = ByteBuffer.wrap(buffer, offset, (int) Math.min(length, budget));
    channel.position(position);
    while (target.hasRemaining() && channel.read(target) > 0) {
      // The channel may give less than it could.
    }
    int read = target.position() - offset;
    budget -= read;
    reached = Math.max(reached, position + read);
    return read == 0 ? -1 : read;
  }

  /** The bytes from {@code position} on, in order; ends with the file or with the budget. */
  InputStream from(long position) {
    return new Stream(position);
  }

  private final class Stream extends InputStream {
    private final byte[] buffer = new byte[BUFFER];
    private long position;
    private int next;
    private int end;

    Stream(long position) {
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      return fill() ? buffer[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, end - next);
      System.arraycopy(buffer, next, target, offset, count);
      next += count;
      return count;
    }

    @Override
    public int available() {
      return end - next;
    }

    private boolean fill() throws IOException {
      if (next == end) {
        next = 0;
        end = Math.max(0, readAt(position, buffer, 0, buffer.length));
        position += end;
      }
      return end > 0;
    }
  }
}
