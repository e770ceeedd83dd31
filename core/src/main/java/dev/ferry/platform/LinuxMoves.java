package dev.ferry.platform;

/** Renames that never overwrite. Results are the kernel's. */
final class LinuxMoves {
  private static final Object LOOK_AND_RENAME = new Object();

  private LinuxMoves() {}

  /** Moves in one step where the file system can, and in two where it cannot. */
  static long move(Spot from, Spot to) {
    long result = from.rename(to, Kernel.RENAME_NOREPLACE);
    return result == -Errno.EINVAL || result == -Errno.ENOSYS ? moveInTwoSteps(from, to) : result;
  }

  /**
   * For file systems whose rename can only overwrite: NFS, some FUSE. A file is linked and then
   * unlinked. For folders, and where there are no links, there is only a look and then a rename:
   * nothing in this process comes between, another process may.
   */
  static long moveInTwoSteps(Spot from, Spot to) {
    long found = from.stat(false);
    if (found < 0) {
      return found;
    }
    FileStamp source = from.scratch().stamp();
    int links = from.scratch().links();
    if (!source.isFolder()) {
      long linked = from.link(to);
      if (linked == 0) {
        return from.delete();
      }
      if (linked == -Errno.EEXIST && links > 1 && isSame(source, to)) {
        return from.delete(); // a crash came between link and unlink
      }
      if (linked != -Errno.EPERM && linked != -Errno.EOPNOTSUPP && linked != -Errno.ENOSYS) {
        return linked;
      }
    }
    return lookAndRename(from, to);
  }

  /** Takes the place of what is there; folders neither move nor give way. */
  static long replace(Spot from, Spot to) {
    long found = from.stat(false);
    if (found < 0) {
      return found;
    }
    return from.scratch().kind() == FileKind.FOLDER ? -Errno.EISDIR : from.rename(to, 0);
  }

  private static boolean isSame(FileStamp source, Spot to) {
    return to.stat(false) == 0 && to.scratch().stamp().isSameFileAs(source);
  }

  private static long lookAndRename(Spot from, Spot to) {
    synchronized (LOOK_AND_RENAME) {
      long present = to.stat(false);
      if (present != -Errno.ENOENT) {
        return present < 0 ? present : -Errno.EEXIST;
      }
      return from.rename(to, 0);
    }
  }
}
