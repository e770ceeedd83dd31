package dev.ferry.cli.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * Compares two trees: names, kinds, every byte, where links point to, modes, and times to the
 * nanosecond. Used by one thread.
 */
final class TreeComparison {
  private static final int MOST_TOLD = 20;
  private static final int BUFFER = 1 << 18;

  private final byte[] left = new byte[BUFFER];
  private final byte[] right = new byte[BUFFER];
  private final List<String> differences = new ArrayList<>();
  private final boolean posix;
  private long found;
  private long files;
  private long bytes;

  private TreeComparison(boolean posix) {
    this.posix = posix;
  }

  /** Compares the trees at two paths, which are their tops. Blocks on disk. */
  static TreeComparison of(Path source, Path copy) throws IOException {
    boolean posix = source.getFileSystem().supportedFileAttributeViews().contains("posix");
    TreeComparison comparison = new TreeComparison(posix);
    comparison.compare(source, copy, source.getFileName().toString());
    return comparison;
  }

  /** How many differences there are. */
  long found() {
    return found;
  }

  /** The first few of them, not escaped. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  /** How many files were compared. */
  long files() {
    return files;
  }

  /** How many bytes of them. */
  long bytes() {
    return bytes;
  }

  private void compare(Path source, Path copy, String name) throws IOException {
    if (!Files.exists(copy, LinkOption.NOFOLLOW_LINKS)) {
      differ(name, "is missing");
      return;
    }
    BasicFileAttributes a = attributes(source);
    BasicFileAttributes b = attributes(copy);
    if (!kind(a).equals(kind(b))) {
      differ(name, "is a " + kind(b) + " instead of a " + kind(a));
      return;
    }
    compareAttributes(a, b, name);
    if (a.isDirectory()) {
      compareFolders(source, copy, name);
    } else if (a.isSymbolicLink()) {
      if (!Files.readSymbolicLink(source).equals(Files.readSymbolicLink(copy))) {
        differ(name, "points somewhere else");
      }
    } else {
      compareFiles(source, copy, name);
    }
  }

  private void compareFolders(Path source, Path copy, String name) throws IOException {
    TreeSet<String> names = new TreeSet<>(names(source));
    TreeSet<String> extra = new TreeSet<>(names(copy));
    extra.removeAll(names);
    extra.forEach(other -> differ(name + "/" + other, "was never sent"));
    for (String inside : names) {
      compare(source.resolve(inside), copy.resolve(inside), name + "/" + inside);
    }
  }

  private static List<String> names(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(entry -> names.add(entry.getFileName().toString()));
    }
    return names;
  }

  private void compareFiles(Path source, Path copy, String name) throws IOException {
    files++;
    try (InputStream a = Files.newInputStream(source);
        InputStream b = Files.newInputStream(copy)) {
      for (long position = 0; ; position += BUFFER) {
        int n = a.readNBytes(left, 0, BUFFER);
        int m = b.readNBytes(right, 0, BUFFER);
        int at = Arrays.mismatch(left, 0, n, right, 0, m);
        if (at >= 0) {
          differ(name, "differs from byte " + (position + at) + " on");
          return;
        }
        bytes += n;
        if (n < BUFFER) {
          return;
        }
      }
    }
  }

  private void compareAttributes(BasicFileAttributes a, BasicFileAttributes b, String name) {
    if (!a.lastModifiedTime().equals(b.lastModifiedTime())) {
      differ(name, "has time " + b.lastModifiedTime() + " instead of " + a.lastModifiedTime());
    }
    if (a instanceof PosixFileAttributes p
        && b instanceof PosixFileAttributes q
        && !a.isSymbolicLink()
        && !p.permissions().equals(q.permissions())) {
      differ(name, "has mode " + q.permissions() + " instead of " + p.permissions());
    }
  }

  private BasicFileAttributes attributes(Path path) throws IOException {
    return posix
        ? Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        : Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String kind(BasicFileAttributes attributes) {
    return attributes.isDirectory()
        ? "folder"
        : attributes.isSymbolicLink() ? "link" : attributes.isRegularFile() ? "file" : "special";
  }

  private void differ(String name, String how) {
    found++;
    if (differences.size() < MOST_TOLD) {
      differences.add(name + " " + how);
    }
  }
}
