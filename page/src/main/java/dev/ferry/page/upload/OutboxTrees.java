package dev.ferry.page.upload;

import static java.util.Objects.requireNonNull;

import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders of uploaded files under their own names, one for each upload, below a folder that holds
 * nothing else; one whose name ends otherwise is in the making. Thread-safe as long as no two calls
 * mean the same upload.
 */
final class OutboxTrees {
  private final Path folder;

  OutboxTrees(Path folder) {
    this.folder = folder;
  }

  /**
   * Refuses files that cannot stand in one folder.
   *
   * @throws TransferException with {@link Problem#BAD_REQUEST}
   */
  static void check(List<UploadedFile> files) throws TransferException {
    Set<RelativePath> paths = new HashSet<>();
    for (UploadedFile file : files) {
      if (!paths.add(file.path())) {
        throw refused("two of the files have the same path");
      }
    }
    for (UploadedFile file : files) {
      for (RelativePath at = file.path().parent(); at != null; at = at.parent()) {
        if (paths.contains(at)) {
          throw refused("a path is both a file and a folder");
        }
      }
    }
    if (files.isEmpty()) {
      throw refused("an upload has at least one file");
    }
  }

  private static TransferException refused(String why) {
    return new TransferException(Problem.BAD_REQUEST, why);
  }

  /** The name of a file by its place in the list. */
  static String numbered(int place) {
    return "%09d".formatted(place);
  }

  /**
   * Gives the files their names, unless they have them. The folder is there when all of them are in
   * it, never before; if that fails it can be tried again.
   *
   * @param arrived where they stand as {@link #numbered}
   */
  void make(TransferId id, List<UploadedFile> files, Path arrived) throws IOException {
    Path tree = folder.resolve(id.text());
    if (Files.exists(tree)) {
      return;
    }
    Path part = Files.createDirectories(part(id));
    for (int i = 0; i < files.size(); i++) {
      Path file = arrived.resolve(numbered(i));
      Path target = part.resolve(files.get(i).path().toString());
      Files.createDirectories(requireNonNull(target.getParent()));
      if (Files.exists(file) || Files.notExists(target)) {
        Files.move(file, target);
      }
    }
    Files.move(part, tree, StandardCopyOption.ATOMIC_MOVE);
    delete(arrived);
  }

  private Path part(TransferId id) {
    return folder.resolve(id.text() + ".part");
  }

  /** What stands at the top of a folder that was made; empty if it was not. */
  List<Path> top(TransferId id) throws IOException {
    Path tree = folder.resolve(id.text());
    return Files.notExists(tree) ? List.of() : inside(tree);
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  /**
   * Deletes all but what one of these files and folders is in.
   *
   * @return what stays
   */
  Set<TransferId> clear(Collection<Path> needed) throws IOException {
    Set<TransferId> kept = new HashSet<>();
    for (Path tree : Files.notExists(folder) ? List.<Path>of() : inside(folder)) {
      String name = String.valueOf(tree.getFileName());
      if (TransferId.isValid(name) && isNeeded(name, needed)) {
        kept.add(new TransferId(name));
      } else {
        delete(tree);
      }
    }
    return kept;
  }

  /** A name that nobody else has tells, so that it does not matter how the home was called. */
  static boolean isNeeded(String name, Collection<Path> needed) {
    Path own = Path.of(name);
    for (Path source : needed) {
      for (Path part : source) {
        if (part.equals(own)) {
          return true;
        }
      }
    }
    return false;
  }

  void drop(TransferId id) throws IOException {
    delete(part(id));
    delete(folder.resolve(id.text()));
  }

  /** Deletes a folder with everything in it, if it is there. */
  static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
