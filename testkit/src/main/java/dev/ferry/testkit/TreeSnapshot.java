package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a tree is, down to every byte: kind, size, hash of the contents, mode, modified time in
 * nanoseconds, target of a link. Immutable. Holes of sparse files are skipped where the platform
 * tells where they are, so that a file of 100 GB takes no time.
 */
public final class TreeSnapshot {

  private static final int LINES_SHOWN = 40;

  private final Map<String, Item> items;

  private TreeSnapshot(Map<String, Item> items) {
    this.items = items;
  }

  /** The kinds of what a tree holds. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** A symbolic link. */
    LINK,
    /** A FIFO, socket or device. */
    SPECIAL
  }

  /**
   * One file, folder or link.
   *
   * @param size bytes; 0 for folders and links
   * @param hash of the contents, hex; empty for folders and links
   * @param mode the twelve mode bits; 0 for links
   * @param modifiedNanos nanoseconds since the epoch
   * @param target what a link points to; else empty
   */
  public record Item(
      Kind kind, long size, String hash, int mode, long modifiedNanos, String target) {

    private Item withTime(long nanos) {
      return new Item(kind, size, hash, mode, nanos, target);
    }

    private String differenceTo(Item other) {
      List<String> differences = new ArrayList<>();
      add(differences, "kind", kind, other.kind);
      add(differences, "size", size, other.size);
      add(differences, "contents", hash, other.hash);
      add(differences, "mode", Integer.toOctalString(mode), Integer.toOctalString(other.mode));
      add(differences, "modified", modifiedNanos, other.modifiedNanos);
      add(differences, "target", target, other.target);
      return String.join(", ", differences);
    }

    private static void add(List<String> differences, String what, Object mine, Object other) {
      if (!mine.equals(other)) {
        differences.add(what + " " + Visible.of(mine + " -> " + other));
      }
    }
  }

  /** The tree below {@code root}, the root itself left out. Reads every file: blocks. */
  public static TreeSnapshot of(Path root) {
    return of(root, path -> true);
  }

  /**
   * As {@link #of(Path)}, without what {@code wanted} refuses (a folder with all that it holds).
   */
  public static TreeSnapshot of(Path root, Predicate<Path> wanted) {
    Map<String, Item> items = new TreeMap<>();
    try {
      Files.walkFileTree(root, new Walk(root, wanted, items));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TreeSnapshot(items);
  }

  /** How many files, folders and links there are. */
  public int size() {
    return items.size();
  }

  /** All of it, by path with '/' between the segments. */
  public Map<String, Item> items() {
    return Map.copyOf(items);
  }

  /** The same without the folders' times, for trees that others write into. */
  public TreeSnapshot withoutFolderTimes() {
    return map(item -> item.kind() == Kind.FOLDER ? item.withTime(0) : item);
  }

  /** The same without any times. */
  public TreeSnapshot withoutTimes() {
    return map(item -> item.withTime(0));
  }

  /** The same without the times of links, which some platforms cannot set. */
  public TreeSnapshot withoutLinkTimes() {
    return map(item -> item.kind() == Kind.LINK ? item.withTime(0) : item);
  }

  /**
   * What {@code actual} has otherwise, a line each, with names made visible; empty if nothing. Long
   * lists are cut.
   */
  public String differenceTo(TreeSnapshot actual) {
    List<String> lines = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(items.keySet());
    names.addAll(actual.items.keySet());
    for (String name : names) {
      line(name, items.get(name), actual.items.get(name), lines);
    }
    if (lines.size() > LINES_SHOWN) {
      lines.set(LINES_SHOWN, "... and " + (lines.size() - LINES_SHOWN) + " more");
    }
    return String.join("\n", lines.subList(0, Math.min(lines.size(), LINES_SHOWN + 1)));
  }

  /**
   * Fails with the differences, if there are any.
   *
   * @param what names the trees in the message
   */
  public void assertSame(String what, TreeSnapshot actual) {
    String difference = differenceTo(actual);
    if (!difference.isEmpty()) {
      throw new AssertionError(what + ": expected the same tree, but\n" + difference);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeSnapshot snapshot && items.equals(snapshot.items);
  }

  @Override
  public int hashCode() {
    return Objects.hash(items);
  }

  @Override
  public String toString() {
    return "tree of " + items.size();
  }

  private TreeSnapshot map(UnaryOperator<Item> change) {
    Map<String, Item> changed = new TreeMap<>();
    items.forEach((name, item) -> changed.put(name, change.apply(item)));
    return new TreeSnapshot(changed);
  }

  private static void line(
      String name, @Nullable Item mine, @Nullable Item other, List<String> lines) {
    String shown = Visible.of(name);
    if (mine == null) {
      lines.add("+ " + shown + " is there and should not be");
    } else if (other == null) {
      lines.add("- " + shown + " is missing");
    } else if (!mine.equals(other)) {
      lines.add("~ " + shown + ": " + mine.differenceTo(other));
    }
  }

  /** Collects the items of one tree. */
  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Predicate<Path> wanted;
    private final Map<String, Item> items;
    private final ContentHash hash = new ContentHash();

    Walk(Path root, Predicate<Path> wanted, Map<String, Item> items) {
      this.root = root;
      this.wanted = wanted;
      this.items = items;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (folder.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      return add(folder, attributes) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      add(file, attributes);
      return FileVisitResult.CONTINUE;
    }

    private boolean add(Path path, BasicFileAttributes attributes) throws IOException {
      if (!wanted.test(path)) {
        return false;
      }
      Kind kind = kindOf(attributes);
      items.put(
          root.relativize(path).toString(),
          new Item(
              kind,
              kind == Kind.FILE ? attributes.size() : 0,
              kind == Kind.FILE ? hash.of(path) : "",
              kind == Kind.LINK ? 0 : mode(path),
              attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
              kind == Kind.LINK ? Files.readSymbolicLink(path).toString() : ""));
      return true;
    }

    private static Kind kindOf(BasicFileAttributes attributes) {
      if (attributes.isSymbolicLink()) {
        return Kind.LINK;
      }
      if (attributes.isDirectory()) {
        return Kind.FOLDER;
      }
      return attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL;
    }

    private static int mode(Path path) throws IOException {
      return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 0xfff;
    }
  }
}
