package dev.ferry.platform;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A regular file by its descriptor. */
final class LinuxFile implements HeldFile {
  private final LinuxTools tools;
  private final ScratchPool pool;
  private final Descriptor descriptor;
  private final @Nullable Path folder;
  private final String path;

  /** Takes over {@code fd}; folder and path name the file in messages. */
  LinuxFile(LinuxTools tools, int fd, @Nullable Path folder, String path) {
    this.tools = tools;
    this.pool = tools.scratches();
    this.descriptor = new Descriptor(fd);
    this.folder = folder;
    this.path = path;
  }

  @Override
  public void write(byte[] bytes, int offset, int length, long position) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    PathRules.requirePosition(position);
    written(use((s, fd) -> writeAll(s, fd, bytes, offset, length, position)));
  }

  private static long writeAll(
      Scratch s, int fd, byte[] bytes, int offset, int length, long position) {
    MemorySegment bulk = s.bulkMemory();
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, Scratch.BULK_BYTES);
      MemorySegment.copy(bytes, offset + done, bulk, JAVA_BYTE, 0, part);
      int sent = 0;
      while (sent < part) {
        long from = bulk.address() + sent;
        long count = Kernel.pwrite(s, fd, from, part - sent, position + done + sent);
        if (count <= 0) {
          return count == 0 ? -Errno.EIO : count;
        }
        sent += (int) count;
      }
      done += part;
    }
    return done;
  }

  @Override
  public int read(byte[] bytes, int offset, int length, long position) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    PathRules.requirePosition(position);
    int count = (int) read(use((s, fd) -> readAll(s, fd, bytes, offset, length, position)));
    return count == 0 && length > 0 ? -1 : count;
  }

  private static long readAll(
      Scratch s, int fd, byte[] bytes, int offset, int length, long position) {
    MemorySegment bulk = s.bulkMemory();
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, Scratch.BULK_BYTES);
      long count = Kernel.pread(s, fd, bulk.address(), part, position + done);
      if (count <= 0) {
        return count == 0 ? done : count;
      }
      MemorySegment.copy(bulk, JAVA_BYTE, 0, bytes, offset + done, (int) count);
      done += (int) count;
    }
    return done;
  }

  @Override
  public long size() throws IOException {
    return read(use((s, fd) -> Kernel.lseek(s, fd, 0, Kernel.SEEK_END)));
  }

  @Override
  public void setLength(long length) throws IOException {
    PathRules.requirePosition(length);
    written(use((s, fd) -> Kernel.ftruncate(s, fd, length)));
  }

  @Override
  public void force() throws IOException {
    written(use((s, fd) -> tools.waits().result(() -> Kernel.fsync(s, fd))));
  }

  @Override
  public void setModeAndTime(int mode, long modifiedNanos) throws IOException {
    PathRules.requireMode(mode);
    written(use((s, fd) -> LinuxModes.set(s, fd, mode, modifiedNanos)));
  }

  @Override
  public void finish(int mode, long modifiedNanos) throws IOException {
    PathRules.requireMode(mode);
    Scratch s = pool.take();
    try {
      int fd = descriptor.acquire();
      long set = LinuxModes.set(s, fd, mode, modifiedNanos);
      descriptor.close(s);
      long closed = descriptor.release(s);
      written(set < 0 ? set : closed);
    } finally {
      pool.give(s);
    }
  }

  @Override
  public FileStamp stamp() throws IOException {
    Scratch s = pool.take();
    try {
      int fd = descriptor.acquire();
      long result = Kernel.statx(s, fd);
      descriptor.release(s);
      read(result);
      return s.stamp();
    } finally {
      pool.give(s);
    }
  }

  @Override
  public @Nullable Extent nextData(long position) throws IOException {
    PathRules.requirePosition(position);
    long from = use((s, fd) -> Kernel.lseek(s, fd, position, Kernel.SEEK_DATA));
    if (from == -Errno.ENXIO) {
      return null;
    }
    if (from == -Errno.EINVAL || from == -Errno.EOPNOTSUPP) {
      long size = size();
      return position < size ? new Extent(position, size) : null;
    }
    long start = read(from);
    long to = use((s, fd) -> Kernel.lseek(s, fd, start, Kernel.SEEK_HOLE));
    if (to == -Errno.ENXIO) {
      return null; // cut short in between
    }
    return read(to) > start ? new Extent(start, to) : null;
  }

  @Override
  public void close() throws IOException {
    Scratch s = pool.take();
    try {
      written(descriptor.close(s));
    } finally {
      pool.give(s);
    }
  }

  private long use(Call call) throws IOException {
    Scratch s = pool.take();
    try {
      int fd = descriptor.acquire();
      try {
        return call.on(s, fd);
      } finally {
        descriptor.release(s);
      }
    } finally {
      pool.give(s);
    }
  }

  private long read(long result) throws IOException {
    if (result < 0) {
      throw Errno.reading(result, shown());
    }
    return result;
  }

  private void written(long result) throws IOException {
    if (result < 0) {
      throw Errno.writing(result, shown());
    }
  }

  private String shown() {
    return folder == null ? path : folder + "/" + path;
  }

  @FunctionalInterface
  private interface Call {
    long on(Scratch scratch, int fd);
  }
}
