package dev.ferry.platform;

import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A name in an open folder, for one operation by one thread: the way to it is walked once, without
 * following links, and a path longer than the kernel takes is walked in pieces.
 *
 * <p>The operations return what the kernel returns; if the way could not be walked, its error.
 */
final class Spot implements AutoCloseable {
  /** The most bytes of a path that the kernel takes, the NUL behind it included (PATH_MAX). */
  private static final int PATH_MAX = 4096;

  private static final int RESOLVE_NO_MAGICLINKS = 0x02;
  private static final int RESOLVE_NO_SYMLINKS = 0x04;
  private static final int RESOLVE_BENEATH = 0x08;
  private static final int BENEATH = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;

  private static final int WAY = Kernel.O_PATH | Kernel.O_DIRECTORY | Kernel.O_CLOEXEC;
  private static final int ENAMETOOLONG = 36;

  private final ScratchPool pool;
  private final Scratch scratch;
  private final @Nullable Descriptor held;
  private final int resolve;
  private int folder;
  private boolean folderIsOurs;
  private int error;
  private int nameAt;

  private Spot(ScratchPool pool, @Nullable Descriptor held, int folder, int resolve) {
    this.pool = pool;
    this.scratch = pool.take();
    this.held = held;
    this.folder = folder;
    this.resolve = resolve;
  }

  /** The last segment of {@code path} in its parent. */
  static Spot inParent(ScratchPool pool, Descriptor held, String path)
      throws ClosedChannelException {
    PathRules.requireBelow(path);
    Spot spot = new Spot(pool, held, held.acquire(), BENEATH);
    spot.scratch.setPath(path);
    if (path.indexOf('/') >= 0) {
      spot.walk(1);
    }
    return spot;
  }

  /**
   * The whole of {@code path} from the held folder, unless it is too long. For {@link #open} only:
   * other calls would follow links in the parents.
   */
  static Spot direct(ScratchPool pool, Descriptor held, String path) throws ClosedChannelException {
    PathRules.requireBelow(path);
    return direct(new Spot(pool, held, held.acquire(), BENEATH), path);
  }

  /** The held folder itself. */
  static Spot itself(ScratchPool pool, Descriptor held) throws ClosedChannelException {
    return direct(new Spot(pool, held, held.acquire(), BENEATH), ".");
  }

  /** A path of this machine's user, links followed on the way. */
  static Spot anywhere(ScratchPool pool, String path) {
    return direct(new Spot(pool, null, Kernel.AT_FDCWD, 0), path);
  }

  private static Spot direct(Spot spot, String path) {
    spot.scratch.setPath(path);
    if (path.length() * 3 >= PATH_MAX) {
      spot.walk(PATH_MAX);
    }
    return spot;
  }

  /** Opens folder after folder until what is left has one segment, or less bytes than given. */
  private void walk(int enough) {
    int end = 0;
    int lastSlash = -1;
    for (byte b = scratch.pathByte(0); b != 0; b = scratch.pathByte(++end)) {
      lastSlash = b == '/' ? end : lastSlash;
    }
    while (error == 0 && lastSlash > nameAt && end - nameAt >= enough) {
      int cut = lastSlash;
      while (cut > nameAt && (cut - nameAt >= PATH_MAX || scratch.pathByte(cut) != '/')) {
        cut--;
      }
      step(cut);
    }
  }

  private void step(int cut) {
    if (cut == nameAt) {
      error = -ENAMETOOLONG;
      return;
    }
    scratch.cutPath(cut);
    int next = Kernel.openat2(scratch, folder, name(), WAY, 0, resolve);
    leaveFolder();
    if (next < 0) {
      error = next;
    } else {
      folder = next;
      folderIsOurs = true;
    }
    nameAt = cut + 1;
  }

  Scratch scratch() {
    return scratch;
  }

  /** The open parent; not to be used if there was an {@link #error}. */
  int folder() {
    return folder;
  }

  /** The address of the name. */
  long name() {
    return scratch.path() + nameAt;
  }

  /** Why the way could not be walked: an errno with its sign turned; or 0. */
  int error() {
    return error;
  }

  /** Opens it; flags as of {@code open(2)}, closed on exec. */
  int open(int flags, int mode) {
    int all = flags | Kernel.O_CLOEXEC;
    return error != 0 ? error : Kernel.openat2(scratch, folder, name(), all, mode, resolve);
  }

  /** Fills the scratch's stamp. */
  long stat(boolean followLinks) {
    int flags = followLinks ? 0 : Kernel.AT_SYMLINK_NOFOLLOW;
    return error != 0 ? error : Kernel.statx(scratch, folder, name(), flags);
  }

  long makeFolder(int mode) {
    return error != 0 ? error : Kernel.mkdirat(scratch, folder, name(), mode);
  }

  /** Makes a link to the path that {@code target} holds. */
  long makeLink(Scratch target) {
    return error != 0 ? error : Kernel.symlinkat(scratch, target.path(), folder, name());
  }

  /** Fills the scratch's bulk; returns the bytes. */
  int readLink() {
    return error != 0 ? error : Kernel.readlinkat(scratch, folder, name());
  }

  /** Deletes a file, link or empty folder. */
  long delete() {
    if (error != 0) {
      return error;
    }
    long result = Kernel.unlinkat(scratch, folder, name(), 0);
    return result == -Errno.EISDIR
        ? Kernel.unlinkat(scratch, folder, name(), Kernel.AT_REMOVEDIR)
        : result;
  }

  /** Sets the time of a link itself. */
  long setLinkTime(long modifiedNanos) {
    int flags = Kernel.AT_SYMLINK_NOFOLLOW;
    return error != 0 ? error : Kernel.utimensat(scratch, folder, name(), modifiedNanos, flags);
  }

  /** Renames it to {@code to}; flags as of {@code renameat2(2)}. */
  long rename(Spot to, int flags) {
    if (error != 0 || to.error != 0) {
      return error != 0 ? error : to.error;
    }
    return Kernel.renameat2(scratch, folder, name(), to.folder, to.name(), flags);
  }

  /** Gives it a second name, if it is no folder. */
  long link(Spot to) {
    if (error != 0 || to.error != 0) {
      return error != 0 ? error : to.error;
    }
    return Kernel.linkat(scratch, folder, name(), to.folder, to.name());
  }

  @Override
  public void close() {
    leaveFolder();
    if (held != null) {
      held.release(scratch);
    }
    pool.give(scratch);
  }

  private void leaveFolder() {
    if (folderIsOurs) {
      Kernel.close(scratch, folder);
      folderIsOurs = false;
    }
  }
}
