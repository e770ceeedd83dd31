package dev.ferry.manifest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Names on disk are bytes, names in Java are text. */
final class PathText {
  private PathText() {}

  /**
   * Whether the text of {@code path} leads back to it: not if its bytes are no UTF-8, and, in a
   * process whose locale knows nothing but ASCII, not if they are anything else.
   */
  static boolean isExact(Path path) {
    try {
      return path.getFileSystem().getPath(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
