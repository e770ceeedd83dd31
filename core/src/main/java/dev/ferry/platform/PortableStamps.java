package dev.ferry.platform;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Attributes of files by java.nio: read into stamps, and set. */
final class PortableStamps {
  /** From the highest permission bit, 0400, to the lowest. */
  private static final List<PosixFilePermission> PERMISSIONS =
      List.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE,
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private static final int OWNER_READS = 0400;

  private static final LinkOption[] FOLLOW = {};
  private static final LinkOption[] NOFOLLOW = {NOFOLLOW_LINKS};

  private PortableStamps() {}

  /** What {@code path} looks like, or {@link NoSuchFileException}. */
  static FileStamp of(Path path, boolean followLinks) throws IOException {
    LinkOption[] options = followLinks ? FOLLOW : NOFOLLOW;
    BasicFileAttributes basic = Files.readAttributes(path, BasicFileAttributes.class, options);
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    Map<String, Object> more =
        unix ? Files.readAttributes(path, "unix:dev,ino,ctime,mode", options) : Map.of();
    return new FileStamp(
        more.get("dev") instanceof Long dev ? dev : 0,
        more.get("ino") instanceof Long ino ? ino : 0,
        basic.size(),
        nanos(basic.lastModifiedTime()),
        more.get("ctime") instanceof FileTime changed ? nanos(changed) : 0,
        basic.size(),
        kindOf(basic),
        more.get("mode") instanceof Integer mode ? mode & 07777 : 0);
  }

  /** What {@code path} looks like, links not followed; null if nothing is there. */
  static @Nullable FileStamp find(Path path) throws IOException {
    try {
      return of(path, false);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** What {@code path} stands for, links not followed; null if nothing is there. */
  static @Nullable FileKind kindOf(Path path) throws IOException {
    try {
      return kindOf(Files.readAttributes(path, BasicFileAttributes.class, NOFOLLOW));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * Sets mode (0: not) and time of what is at {@code path}, links not followed. Time first, as the
   * new mode may forbid it.
   */
  static void set(Path path, int mode, long modifiedNanos, FileKind kind) throws IOException {
    try {
      setTime(path, modifiedNanos);
      if (mode != 0 && kind != FileKind.LINK) {
        setMode(path, mode, NOFOLLOW);
      }
    } catch (AccessDeniedException e) {
      setUnreadable(path, mode, modifiedNanos, kind, e);
    } catch (FileSystemException e) {
      if (kind != FileKind.LINK && !"Operation not permitted".equals(e.getReason())) {
        throw e; // others' files, and links on some systems, keep what they have
      }
    }
  }

  /**
   * java.nio opens what it sets without following links: what may not be read has to become
   * readable first, and only following calls can do that.
   */
  private static void setUnreadable(
      Path path, int mode, long modifiedNanos, FileKind kind, AccessDeniedException denied)
      throws IOException {
    FileStamp stamp = of(path, false);
    if (kind == FileKind.LINK || stamp.kind() != kind || (stamp.mode() & OWNER_READS) != 0) {
      throw denied;
    }
    int wanted = mode != 0 ? mode : stamp.mode();
    setMode(path, wanted | OWNER_READS, FOLLOW);
    setTime(path, modifiedNanos);
    setMode(path, wanted, FOLLOW);
  }

  private static void setTime(Path path, long modifiedNanos) throws IOException {
    @Nullable BasicFileAttributeView view =
        Files.getFileAttributeView(path, BasicFileAttributeView.class, NOFOLLOW);
    if (view != null) {
      view.setTimes(FileTime.from(modifiedNanos, TimeUnit.NANOSECONDS), null, null);
    }
  }

  private static void setMode(Path path, int mode, LinkOption[] options) throws IOException {
    @Nullable PosixFileAttributeView view =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, options);
    if (view != null) {
      view.setPermissions(permissions(mode));
    }
  }

  /** The permissions that {@code mode} stands for. */
  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (int i = 0; i < PERMISSIONS.size(); i++) {
      if ((mode & (0400 >> i)) != 0) {
        set.add(PERMISSIONS.get(i));
      }
    }
    return set;
  }

  private static FileKind kindOf(BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return FileKind.FILE;
    }
    if (attributes.isDirectory()) {
      return FileKind.FOLDER;
    }
    return attributes.isSymbolicLink() ? FileKind.LINK : FileKind.OTHER;
  }

  private static long nanos(FileTime time) {
    return time.to(TimeUnit.NANOSECONDS);
  }
}
