package dev.ferry.platform;

/** Sets permission bits and times. Results are the kernel's, harmless refusals taken as done. */
final class LinuxModes {
  private static final int EXISTING = Kernel.O_RDONLY | Kernel.O_NONBLOCK | Kernel.O_NOCTTY;

  private LinuxModes() {}

  /** Of an open file or folder; mode 0 leaves the mode. */
  static long set(Scratch s, int fd, int mode, long modifiedNanos) {
    long result = mode == 0 ? 0 : tolerated(Kernel.fchmod(s, fd, mode));
    return result < 0 ? result : tolerated(Kernel.utimensat(s, fd, 0, modifiedNanos, 0));
  }

  /** Of a name, if it stands for what is expected; of a link only the time. */
  static long set(Spot spot, int mode, long modifiedNanos, FileKind kind) {
    if (kind == FileKind.LINK) {
      long found = spot.stat(false);
      long right = found < 0 ? found : expected(kind, spot.scratch().kind());
      return right < 0 ? right : tolerated(spot.setLinkTime(modifiedNanos));
    }
    int fd = spot.open(EXISTING, 0);
    if (fd == -Errno.EACCES) {
      return setUnreadable(spot, mode, modifiedNanos, kind);
    }
    if (fd < 0) {
      return fd;
    }
    long right = expected(spot.scratch(), fd, kind);
    long result = right < 0 ? right : set(spot.scratch(), fd, mode, modifiedNanos);
    Kernel.close(spot.scratch(), fd);
    return result;
  }

  /**
   * Of a file or folder that may not be read and so not be opened: through a descriptor that only
   * stands for the path, by the name that /proc gives it.
   */
  static long setUnreadable(Spot spot, int mode, long modifiedNanos, FileKind kind) {
    int fd = spot.open(Kernel.O_PATH | Kernel.O_NOFOLLOW, 0);
    if (fd < 0) {
      return fd;
    }
    Scratch s = spot.scratch();
    long result = expected(s, fd, kind);
    s.setPath("/proc/self/fd/" + fd);
    if (result == 0 && mode != 0) {
      result = tolerated(Kernel.fchmodat(s, Kernel.AT_FDCWD, s.path(), mode));
    }
    if (result == 0) {
      result = tolerated(Kernel.utimensat(s, Kernel.AT_FDCWD, s.path(), modifiedNanos, 0));
    }
    Kernel.close(s, fd);
    return result;
  }

  private static long expected(Scratch s, int fd, FileKind kind) {
    long found = Kernel.statx(s, fd);
    return found < 0 ? found : expected(kind, s.kind());
  }

  private static long expected(FileKind kind, FileKind found) {
    if (kind == found) {
      return 0;
    }
    return switch (found) {
      case FOLDER -> -Errno.EISDIR;
      case LINK -> -Errno.ELOOP;
      case FILE, OTHER -> kind == FileKind.FOLDER ? -Errno.ENOTDIR : -Errno.EINVAL;
    };
  }

  /** FAT and some network shares have no modes, and others' files keep theirs. */
  private static long tolerated(long result) {
    return result == -Errno.EPERM || result == -Errno.EOPNOTSUPP ? 0 : result;
  }
}
