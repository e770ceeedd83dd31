package dev.ferry.platform;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renames by java.nio, whose own moves overwrite or copy. A hard link cannot overwrite, so a file
 * gets its new name that way. For folders, links, and file systems without hard links there is only
 * a look and then a rename: nothing in this process comes between, another process may.
 */
final class PortableMoves {
  private static final Object LOOK_AND_RENAME = new Object();

  private PortableMoves() {}

  /** Moves without ever replacing what is there. */
  static void move(Path from, Path to) throws IOException {
    FileStamp source = PortableStamps.of(from, false);
    @Nullable FileStamp present = PortableStamps.find(to);
    if (present != null) {
      finishOrRefuse(from, source, to, present);
    } else if (!source.isFile() || !linked(from, to)) {
      lookAndRename(from, to);
    }
  }

  /** A crash between link and unlink left a file with both names: then only the old one goes. */
  private static void finishOrRefuse(Path from, FileStamp source, Path to, FileStamp present)
      throws IOException {
    boolean linked =
        source.isFile()
            && present.isSameFileAs(source)
            // in one folder it may be one name, spelled in upper and in lower case
            && !Objects.equals(from.getParent(), to.getParent())
            && Files.getAttribute(from, "unix:nlink", NOFOLLOW_LINKS) instanceof Integer links
            && links > 1;
    if (!linked) {
      throw new FileAlreadyExistsException(to.toString());
    }
    Files.delete(from);
  }

  /** Moves a file or link over a file or link. */
  static void replace(Path from, Path to) throws IOException {
    requireNoFolder(from, PortableStamps.of(from, false).kind());
    requireNoFolder(to, PortableStamps.kindOf(to));
    Files.move(from, to, ATOMIC_MOVE);
  }

  private static boolean linked(Path from, Path to) throws IOException {
    try {
      Files.createLink(to, from);
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return false;
    }
    Files.delete(from);
    return true;
  }

  private static void lookAndRename(Path from, Path to) throws IOException {
    synchronized (LOOK_AND_RENAME) {
      if (PortableStamps.kindOf(to) != null) {
        throw new FileAlreadyExistsException(to.toString());
      }
      Files.move(from, to, ATOMIC_MOVE);
    }
  }

  private static void requireNoFolder(Path path, @Nullable FileKind kind)
      throws FileSystemException {
    if (kind == FileKind.FOLDER) {
      throw new FileSystemException(path.toString(), null, "Is a folder");
    }
  }
}
