package dev.ferry.e2e;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Compares two trees of a million files without holding either in memory. */
final class Twins {

  private Twins() {}

  /**
   * The first file or folder of {@code tree} that is otherwise in {@code copy}: kind, size, time or
   * contents; empty if there is none. What only the copy has is not seen.
   */
  static String difference(Path tree, Path copy) throws IOException {
    StringBuilder found = new StringBuilder();
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return compare(path, attributes);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            return compare(path, attributes);
          }

          private FileVisitResult compare(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (same(path, attributes, copy.resolve(tree.relativize(path)))) {
              return FileVisitResult.CONTINUE;
            }
            found.append(path);
            return FileVisitResult.TERMINATE;
          }
        });
    return found.toString();
  }

  private static boolean same(Path path, BasicFileAttributes attributes, Path twin)
      throws IOException {
    try {
      BasicFileAttributes other =
          Files.readAttributes(twin, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean alike =
          attributes.isDirectory() == other.isDirectory()
              && attributes.isRegularFile() == other.isRegularFile()
              && attributes.lastModifiedTime().equals(other.lastModifiedTime());
      if (!alike || attributes.isDirectory()) {
        return alike;
      }
      return attributes.size() == other.size()
          && (attributes.size() == 0 || Files.mismatch(path, twin) < 0);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
