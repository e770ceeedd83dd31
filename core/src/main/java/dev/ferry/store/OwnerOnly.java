package dev.ferry.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that only their owner may use. Where the file system has no POSIX permissions
 * (Windows: the profile folder is the user's own) nothing is set and nothing is found amiss.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> WRITABLE_BY_OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
  private static final String POSIX = "posix";

  private OwnerOnly() {}

  /** Whether files there have owners and modes. */
  static boolean hasModes(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains(POSIX);
  }

  /** What to create a folder below {@code parent} with: mode 0700 where there are modes. */
  public static FileAttribute<?>[] folderMode(Path parent) {
    return mode(parent, "rwx------");
  }

  /** What to create a file in {@code parent} with: mode 0600 where there are modes. */
  public static FileAttribute<?>[] fileMode(Path parent) {
    return mode(parent, "rw-------");
  }

  private static FileAttribute<?>[] mode(Path parent, String mode) {
    return hasModes(parent)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /**
   * Makes {@code folder} with mode 0700 if it is not there; its parent must exist. An existing one
   * is left as it is.
   */
  public static void makeFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, folderMode(folder));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new StoreException(folder + " should be a folder, but is not: move it away.", e);
      }
    }
  }

  /** Gives a folder of ours the mode 0700 if others may do anything with it. */
  static void close(Path folder) throws IOException {
    if (isOpenToOthers(folder)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Whether its mode lets anybody but the owner write to it. */
  public static boolean isWritableByOthers(Path path) throws IOException {
    return permissions(path).stream().anyMatch(WRITABLE_BY_OTHERS::contains);
  }

  /** Whether its mode lets anybody but the owner do anything with it. */
  public static boolean isOpenToOthers(Path path) throws IOException {
    return permissions(path).stream()
        .anyMatch(permission -> !permission.name().startsWith("OWNER"));
  }

  private static Set<PosixFilePermission> permissions(Path path) throws IOException {
    return hasModes(path)
        ? Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .permissions()
        : Set.of();
  }
}
