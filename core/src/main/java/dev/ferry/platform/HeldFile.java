package dev.ferry.platform;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An open regular file. It stays the same file whatever happens to its name.
 *
 * <p>Every position is given by the caller, so several threads may use one file at once. Every call
 * blocks on the disk, and while it does a virtual thread keeps its carrier (see {@link Platform}).
 * After {@link #close} each call throws {@link java.nio.channels.ClosedChannelException}; a call
 * that is under way meanwhile ends as if the file were still open.
 */
public interface HeldFile extends Closeable {

  /**
   * Writes all of {@code bytes[offset, offset + length)} at {@code position}; beyond the end the
   * file grows, a gap reads as zeros and is a hole where the file system has holes.
   *
   * @throws NoSpaceException if the disk is full; a part may have been written
   */
  void write(byte[] bytes, int offset, int length, long position) throws IOException;

  /**
   * Reads from {@code position} until {@code length} bytes are read or the file ends.
   *
   * @return the bytes read, less than {@code length} only if the file ends there; -1 if {@code
   *     position} is at or behind the end and {@code length} is not 0
   */
  int read(byte[] bytes, int offset, int length, long position) throws IOException;

  /** Its present length in bytes. */
  long size() throws IOException;

  /** Cuts the file, or lets it grow by a hole, to {@code length} bytes. */
  void setLength(long length) throws IOException;

  /**
   * Forces contents, length, mode and time to the disk. After it failed once, what was written
   * since the last success may be lost even if it succeeds the next time: write it again.
   */
  void force() throws IOException;

  /**
   * Sets permission bits and the time of modification. A file system that has no modes (FAT, some
   * shares) keeps what it has, without an error.
   *
   * @param mode within 0777; 0 leaves the mode as it is
   * @param modifiedNanos nanoseconds since the epoch; the file system may round it, and times
   *     before 1970 become 1970 on the portable platform
   */
  void setModeAndTime(int mode, long modifiedNanos) throws IOException;

  /** {@link #setModeAndTime} and {@link #close} in one, the usual end of a small file. */
  void finish(int mode, long modifiedNanos) throws IOException;

  /** What the open file looks like now. */
  FileStamp stamp() throws IOException;

  /**
   * The next stretch of data: the first that ends behind {@code position}, cut to begin no earlier.
   * Null if only a hole, or nothing, follows. A platform or file system without holes says
   * everything is data.
   */
  @Nullable Extent nextData(long position) throws IOException;

  /**
   * Lets go of the file; a second call does nothing. May throw what the system could not write
   * earlier (network file systems do that); the file is closed all the same.
   */
  @Override
  void close() throws IOException;
}
