package dev.ferry.platform;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * Linux's system calls, all through the C library's {@code syscall(2)}: one downcall handle to link
 * when a command starts instead of twenty, and no question which library, in which version, knows
 * which function.
 *
 * <p>Every call returns what the kernel returns: a number that is not negative, or an errno with
 * its sign turned. Arguments that are pointers are addresses within the {@link Scratch} that is
 * given, which keeps its memory alive. Numbers and flags: {@code asm/unistd.h} and {@code
 * asm/fcntl.h} of x86_64 and of aarch64; they never change.
 *
 * <p>Loading this class fails with a {@link LinkageError} where there is no {@code syscall}, or no
 * leave to call it.
 */
final class Kernel {
  /** Instead of an open folder: paths start at the working directory. */
  static final int AT_FDCWD = -100;

  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int AT_REMOVEDIR = 0x200;
  static final int AT_EMPTY_PATH = 0x1000;

  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NOCTTY = 0400;
  static final int O_NONBLOCK = 04000;
  static final int O_CLOEXEC = 02000000;
  static final int O_PATH = 010000000;

  static final int SEEK_END = 2;
  static final int SEEK_DATA = 3;
  static final int SEEK_HOLE = 4;

  static final int RENAME_NOREPLACE = 1;

  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");

  static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;

  private static final int CLOSE = ARM ? 57 : 3;
  private static final int FCHMOD = ARM ? 52 : 91;
  private static final int FCHMODAT = ARM ? 53 : 268;
  private static final int FSTATFS = ARM ? 44 : 138;
  private static final int FSYNC = ARM ? 82 : 74;
  private static final int FTRUNCATE = ARM ? 46 : 77;
  private static final int GETDENTS64 = ARM ? 61 : 217;
  private static final int LINKAT = ARM ? 37 : 265;
  private static final int LSEEK = ARM ? 62 : 8;
  private static final int MKDIRAT = ARM ? 34 : 258;
  private static final int OPENAT2 = 437;
  private static final int PREAD64 = ARM ? 67 : 17;
  private static final int PWRITE64 = ARM ? 68 : 18;
  private static final int READLINKAT = ARM ? 78 : 267;
  private static final int RENAMEAT2 = ARM ? 276 : 316;
  private static final int STATX = ARM ? 291 : 332;
  private static final int SYMLINKAT = ARM ? 36 : 266;
  private static final int SYNCFS = ARM ? 267 : 306;
  private static final int UNLINKAT = ARM ? 35 : 263;
  private static final int UTIMENSAT = ARM ? 88 : 280;

  private static final int STATX_BASIC_STATS = 0x7ff;

  private static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
  private static final long ERRNO = CAPTURED.byteOffset(PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();

  private Kernel() {}

  /** Bytes in which {@code errno} comes back. */
  static long capturedBytes() {
    return CAPTURED.byteSize();
  }

  /** Opens {@code path} under the rules in {@code how} that the scratch holds. */
  static int openat2(Scratch s, int folder, long path, int flags, int mode, int resolve) {
    s.setHow(flags, mode, resolve);
    return (int) call(s, OPENAT2, folder, path, s.how(), Scratch.HOW_BYTES, 0);
  }

  /** Not repeated when interrupted: Linux has closed it by then. */
  static int close(Scratch s, int fd) {
    return (int) once(s, CLOSE, fd, 0, 0, 0, 0);
  }

  static long pread(Scratch s, int fd, long to, long length, long position) {
    s.count(length);
    return call(s, PREAD64, fd, to, length, position, 0);
  }

  static long pwrite(Scratch s, int fd, long from, long length, long position) {
    s.count(length);
    return call(s, PWRITE64, fd, from, length, position, 0);
  }

  static long lseek(Scratch s, int fd, long position, int whence) {
    return call(s, LSEEK, fd, position, whence, 0, 0);
  }

  static long ftruncate(Scratch s, int fd, long length) {
    return call(s, FTRUNCATE, fd, length, 0, 0, 0);
  }

  static long fsync(Scratch s, int fd) {
    return call(s, FSYNC, fd, 0, 0, 0, 0);
  }

  static long syncfs(Scratch s, int fd) {
    return call(s, SYNCFS, fd, 0, 0, 0, 0);
  }

  static long fchmod(Scratch s, int fd, int mode) {
    return call(s, FCHMOD, fd, mode, 0, 0, 0);
  }

  /** Follows links: for paths in /proc only. */
  static long fchmodat(Scratch s, int folder, long path, int mode) {
    return call(s, FCHMODAT, folder, path, mode, 0, 0);
  }

  /** Sets the time of modification that the scratch holds; with path 0, of the open file itself. */
  static long utimensat(Scratch s, int folder, long path, long modifiedNanos, int flags) {
    s.setTimes(modifiedNanos);
    return call(s, UTIMENSAT, folder, path, s.times(), flags, 0);
  }

  /** Fills the scratch's stamp. */
  static long statx(Scratch s, int folder, long path, int flags) {
    return call(s, STATX, folder, path, flags, STATX_BASIC_STATS, s.statx());
  }

  /** Fills the scratch's stamp with that of an open file. */
  static long statx(Scratch s, int fd) {
    return statx(s, fd, s.emptyPath(), AT_EMPTY_PATH);
  }

  /** What an open file is; null if that cannot be found out. */
  static @Nullable FileKind kindOf(Scratch s, int fd) {
    return statx(s, fd) < 0 ? null : s.kind();
  }

  /** Fills the scratch's statfs. */
  static long fstatfs(Scratch s, int fd) {
    return call(s, FSTATFS, fd, s.statfs(), 0, 0, 0);
  }

  /** Fills the scratch's bulk with names; returns the bytes, 0 at the end. */
  static int getdents64(Scratch s, int fd) {
    return (int) call(s, GETDENTS64, fd, s.bulk(), Scratch.BULK_BYTES, 0, 0);
  }

  static long mkdirat(Scratch s, int folder, long path, int mode) {
    return call(s, MKDIRAT, folder, path, mode, 0, 0);
  }

  static long unlinkat(Scratch s, int folder, long path, int flags) {
    return call(s, UNLINKAT, folder, path, flags, 0, 0);
  }

  static long symlinkat(Scratch s, long target, int folder, long path) {
    return call(s, SYMLINKAT, target, folder, path, 0, 0);
  }

  static int readlinkat(Scratch s, int folder, long path) {
    return (int) call(s, READLINKAT, folder, path, s.bulk(), Scratch.BULK_BYTES, 0);
  }

  static long linkat(Scratch s, int from, long oldPath, int to, long newPath) {
    return call(s, LINKAT, from, oldPath, to, newPath, 0);
  }

  static long renameat2(Scratch s, int from, long oldPath, int to, long newPath, int flags) {
    return call(s, RENAMEAT2, from, oldPath, to, newPath, flags);
  }

  private static long call(Scratch s, int number, long a, long b, long c, long d, long e) {
    long result;
    do {
      result = once(s, number, a, b, c, d, e);
    } while (result == -Errno.EINTR);
    return result;
  }

  private static long once(Scratch s, int number, long a, long b, long c, long d, long e) {
    s.count(0);
    try {
      long result = (long) SYSCALL.invokeExact(s.captured(), (long) number, a, b, c, d, e, 0L);
      return result == -1 ? -s.captured().get(JAVA_INT, ERRNO) : result;
    } catch (RuntimeException | Error unchecked) {
      throw unchecked;
    } catch (Throwable checked) {
      throw new AssertionError("a system call throws nothing", checked);
    }
  }

  /** {@code long syscall(long number, ...)}, unistd.h. */
  @SuppressWarnings("restricted") // what this class is for
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    MemorySegment syscall =
        linker
            .defaultLookup()
            .find("syscall")
            .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no syscall"));
    FunctionDescriptor sevenLongs =
        FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    return linker.downcallHandle(
        syscall,
        sevenLongs,
        Linker.Option.firstVariadicArg(1),
        Linker.Option.captureCallState("errno"));
  }
}
