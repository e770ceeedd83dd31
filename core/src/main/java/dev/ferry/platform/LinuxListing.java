package dev.ferry.platform;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the names in a folder: {@code struct linux_dirent64}, getdents64(2). */
final class LinuxListing {
  private static final int LENGTH_AT = 16;
  private static final int TYPE_AT = 18;
  private static final int NAME_AT = 19;

  private static final int UNKNOWN = 0;
  private static final int FOLDER = 4;
  private static final int FILE = 8;
  private static final int LINK = 10;

  private final Scratch scratch;
  private final int fd;
  private final List<FolderItem> items = new ArrayList<>();

  /** Of the folder that {@code fd} was just opened for. */
  LinuxListing(Scratch scratch, int fd) {
    this.scratch = scratch;
    this.fd = fd;
  }

  /** Reads all names; 0, or what the kernel said. */
  long read() {
    while (true) {
      int bytes = Kernel.getdents64(scratch, fd);
      if (bytes <= 0) {
        return bytes;
      }
      MemorySegment bulk = scratch.bulkMemory();
      int length;
      for (int at = 0; at < bytes; at += length) {
        length = Short.toUnsignedInt(bulk.get(JAVA_SHORT, at + LENGTH_AT));
        add(bulk, at);
      }
    }
  }

  /** What was read. */
  List<FolderItem> items() {
    return items;
  }

  private void add(MemorySegment bulk, int at) {
    int end = at + NAME_AT;
    while (bulk.get(JAVA_BYTE, end) != 0) {
      end++;
    }
    @Nullable String name = text(bulk, at + NAME_AT, end);
    if (name == null || name.equals(".") || name.equals("..")) {
      return;
    }
    @Nullable FileKind kind = kind(bulk.get(JAVA_BYTE, at + TYPE_AT), name);
    if (kind != null) {
      items.add(new FolderItem(name, kind));
    }
  }

  private @Nullable FileKind kind(byte type, String name) {
    return switch (type) {
      case FILE -> FileKind.FILE;
      case FOLDER -> FileKind.FOLDER;
      case LINK -> FileKind.LINK;
      case UNKNOWN -> lookAt(name);
      default -> FileKind.OTHER;
    };
  }

  /** Some file systems do not keep kinds beside names. */
  private @Nullable FileKind lookAt(String name) {
    scratch.setPath(name);
    long result = Kernel.statx(scratch, fd, scratch.path(), Kernel.AT_SYMLINK_NOFOLLOW);
    return result < 0 ? null : scratch.kind();
  }

  /** The UTF-8 text in [from, to), or null if it is none. */
  static @Nullable String text(MemorySegment memory, int from, int to) {
    byte[] bytes = new byte[to - from];
    MemorySegment.copy(memory, JAVA_BYTE, from, bytes, 0, bytes.length);
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean replaced =
        text.indexOf('\uFFFD') >= 0 && !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8));
    return replaced ? null : text;
  }
}
