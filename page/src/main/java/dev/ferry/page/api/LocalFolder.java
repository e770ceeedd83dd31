package dev.ferry.page.api;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is in a folder of this machine, a page at a time, folders first. */
final class LocalFolder {
  private static final Comparator<Named> ORDER =
      Comparator.comparing((Named named) -> !named.folder)
          .thenComparing(named -> named.name.toLowerCase(Locale.ROOT))
          .thenComparing(Named::name);

  private LocalFolder() {}

  /** What something is. */
  enum Kind {
    FOLDER,
    FILE,
    /** One that leads nowhere. */
    LINK,
    /** A pipe, a socket, a device. */
    OTHER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Something in a folder.
   *
   * @param link whether it is a link to that
   */
  record Item(String name, Path path, Kind kind, long bytes, Instant modified, boolean link) {}

  /** A part of a folder, and whether more follows. */
  record Page(List<Item> items, boolean more) {}

  private record Named(String name, boolean folder, Path path) {
    static Named of(Path path) {
      return new Named(String.valueOf(path.getFileName()), Files.isDirectory(path), path);
    }
  }

  /**
   * A page of a folder. Blocks on disk; memory is bounded by the page, whatever the folder holds.
   *
   * @param after the name before the first one; null to begin
   */
  static Page page(Path folder, @Nullable String after, int most, boolean hidden)
      throws IOException {
    Named before = after == null ? null : Named.of(folder.resolve(after));
    PriorityQueue<Named> first = new PriorityQueue<>(ORDER.reversed());
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path path : all) {
        Named named = Named.of(path);
        boolean wanted = hidden || !named.name.startsWith(".");
        if (wanted && (before == null || ORDER.compare(named, before) > 0)) {
          first.add(named);
        }
        if (first.size() > most + 1) {
          first.remove();
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<Item> items = first.stream().sorted(ORDER).limit(most).map(LocalFolder::item).toList();
    return new Page(items, first.size() > most);
  }

  private static Item item(Named named) {
    try {
      BasicFileAttributes own =
          Files.readAttributes(named.path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean link = own.isSymbolicLink();
      BasicFileAttributes far = link && Files.exists(named.path) ? target(named.path, own) : own;
      return new Item(
          named.name, named.path, kind(far), far.size(), far.lastModifiedTime().toInstant(), link);
    } catch (IOException e) {
      // It went away, or may not even be looked at.
      return new Item(named.name, named.path, Kind.OTHER, 0, Instant.EPOCH, false);
    }
  }

  private static BasicFileAttributes target(Path path, BasicFileAttributes own) {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (IOException e) {
      return own;
    }
  }

  private static Kind kind(BasicFileAttributes attributes) {
    if (attributes.isDirectory()) {
      return Kind.FOLDER;
    }
    if (attributes.isRegularFile()) {
      return Kind.FILE;
    }
    return attributes.isSymbolicLink() ? Kind.LINK : Kind.OTHER;
  }
}
