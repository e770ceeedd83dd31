package dev.ferry.platform;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Native memory for one system call at a time: errno, the structs of Linux, a path, and a bulk
 * buffer that is made when first used. Lent by a {@link ScratchPool} to one thread for one
 * operation. Layouts: {@code linux/openat2.h}, {@code linux/stat.h}, {@code asm/statfs.h}, {@code
 * linux/dirent.h}; the same on x86_64 and aarch64.
 */
final class Scratch {
  /** Bytes of {@code struct open_how}. */
  static final int HOW_BYTES = 24;

  /** What one read or write moves at most. */
  static final int BULK_BYTES = 256 * 1024;

  /** Work after which other threads should have their turn: so many calls, or 16 MiB moved. */
  private static final int TURN = 4096;

  /** Moving as many bytes is as much work as a small call. */
  private static final int BYTES_PER_CALL = 4096;

  private static final long NANOS = 1_000_000_000L;

  private static final int CAPTURED_AT = 0;
  private static final int HOW_AT = 64;
  private static final int TIMES_AT = 96;
  private static final int STATX_AT = 128;
  private static final int STATFS_AT = 384;
  private static final int EMPTY_PATH_AT = 504;
  private static final int PATH_AT = 512;

  /** A char takes at most 3 bytes of UTF-8; NUL ends the path. */
  private static final int PATH_BYTES = 3 * PathRules.MAX_CHARS + 1;

  /** {@code UTIME_OMIT}: leave this time as it is. */
  private static final long OMIT = (1L << 30) - 2;

  private static final int KIND_MASK = 0170000;
  private static final int KIND_FILE = 0100000;
  private static final int KIND_FOLDER = 0040000;
  private static final int KIND_LINK = 0120000;
  private static final int MODE_MASK = 07777;
  private static final int BLOCK = 512;

  private final MemorySegment memory = Arena.ofAuto().allocate(PATH_AT + PATH_BYTES, 8);
  private final MemorySegment captured = memory.asSlice(CAPTURED_AT, Kernel.capturedBytes());
  private final long address = memory.address();
  private @Nullable MemorySegment bulk;
  private int work;

  /** Counts a system call that moves {@code bytes}. */
  void count(long bytes) {
    work += 1 + (int) (bytes / BYTES_PER_CALL);
  }

  /** Whether enough work was counted for a turn; if so, counting starts anew. */
  boolean isTurnOver() {
    if (work < TURN) {
      return false;
    }
    work = 0;
    return true;
  }

  MemorySegment captured() {
    return captured;
  }

  long how() {
    return address + HOW_AT;
  }

  long times() {
    return address + TIMES_AT;
  }

  long statx() {
    return address + STATX_AT;
  }

  long statfs() {
    return address + STATFS_AT;
  }

  long emptyPath() {
    return address + EMPTY_PATH_AT;
  }

  long path() {
    return address + PATH_AT;
  }

  long bulk() {
    return bulkMemory().address();
  }

  /** {@link #BULK_BYTES} bytes. */
  MemorySegment bulkMemory() {
    MemorySegment present = bulk;
    if (present == null) {
      present = Arena.ofAuto().allocate(BULK_BYTES, 8);
      bulk = present;
    }
    return present;
  }

  /** Stores {@code path} and the NUL behind it. */
  void setPath(String path) {
    memory.setString(PATH_AT, path, StandardCharsets.UTF_8);
  }

  /** The byte of the path at {@code index}; 0 behind its end. */
  byte pathByte(int index) {
    return memory.get(JAVA_BYTE, PATH_AT + index);
  }

  /** Ends the path at {@code index}; what follows the index is a path of its own. */
  void cutPath(int index) {
    memory.set(JAVA_BYTE, PATH_AT + index, (byte) 0);
  }

  void setHow(int flags, int mode, int resolve) {
    memory.set(JAVA_LONG, HOW_AT, flags);
    memory.set(JAVA_LONG, HOW_AT + 8, mode);
    memory.set(JAVA_LONG, HOW_AT + 16, resolve);
  }

  /** Time of modification as given, time of access left alone. */
  void setTimes(long modifiedNanos) {
    memory.set(JAVA_LONG, TIMES_AT, 0);
    memory.set(JAVA_LONG, TIMES_AT + 8, OMIT);
    memory.set(JAVA_LONG, TIMES_AT + 16, Math.floorDiv(modifiedNanos, NANOS));
    memory.set(JAVA_LONG, TIMES_AT + 24, Math.floorMod(modifiedNanos, NANOS));
  }

  /** What the last statx found. */
  FileStamp stamp() {
    int mode = Short.toUnsignedInt(memory.get(JAVA_SHORT, STATX_AT + 28));
    return new FileStamp(
        device(memory.get(JAVA_INT, STATX_AT + 136), memory.get(JAVA_INT, STATX_AT + 140)),
        memory.get(JAVA_LONG, STATX_AT + 32),
        memory.get(JAVA_LONG, STATX_AT + 40),
        time(STATX_AT + 112),
        time(STATX_AT + 96),
        memory.get(JAVA_LONG, STATX_AT + 48) * BLOCK,
        kind(mode),
        mode & MODE_MASK);
  }

  /** What the last statx found it to be. */
  FileKind kind() {
    return kind(Short.toUnsignedInt(memory.get(JAVA_SHORT, STATX_AT + 28)));
  }

  /** How many names the last statx found it to have. */
  int links() {
    return memory.get(JAVA_INT, STATX_AT + 16);
  }

  /** What the last fstatfs found. */
  Space space() {
    long block = memory.get(JAVA_LONG, STATFS_AT + 72); // f_frsize
    if (block == 0) {
      block = memory.get(JAVA_LONG, STATFS_AT + 8); // f_bsize
    }
    long total = memory.get(JAVA_LONG, STATFS_AT + 16);
    long available = memory.get(JAVA_LONG, STATFS_AT + 32);
    long files = memory.get(JAVA_LONG, STATFS_AT + 40);
    long freeFiles = memory.get(JAVA_LONG, STATFS_AT + 48);
    return new Space(
        saturated(available, block),
        saturated(total, block),
        files <= 0 || freeFiles < 0 ? Space.UNKNOWN : freeFiles);
  }

  private long time(int at) {
    long seconds = memory.get(JAVA_LONG, at);
    if (seconds >= Long.MAX_VALUE / NANOS) {
      return Long.MAX_VALUE;
    }
    if (seconds <= Long.MIN_VALUE / NANOS) {
      return Long.MIN_VALUE;
    }
    return seconds * NANOS + memory.get(JAVA_INT, at + 8);
  }

  private static FileKind kind(int mode) {
    return switch (mode & KIND_MASK) {
      case KIND_FILE -> FileKind.FILE;
      case KIND_FOLDER -> FileKind.FOLDER;
      case KIND_LINK -> FileKind.LINK;
      default -> FileKind.OTHER;
    };
  }

  /** As the C library's makedev: the number that everybody else on Linux shows. */
  private static long device(int major, int minor) {
    return ((major & 0xfffff000L) << 32)
        | ((major & 0xfffL) << 8)
        | ((minor & 0xffffff00L) << 12)
        | (minor & 0xffL);
  }

  private static long saturated(long blocks, long block) {
    return Math.multiplyHigh(blocks, block) == 0 && blocks * block >= 0
        ? blocks * block
        : Long.MAX_VALUE;
  }
}
