package dev.ferry.page.upload;

import static java.util.Objects.requireNonNull;

import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders of uploaded files under their own names, one for each upload, below a folder that holds
 * nothing else. Thread-safe as long as no two calls mean the same upload.
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

  /**
   * Gives the files their names.
   *
   * @param numbered where they stand in the order of the list, under ascending names
   */
  void make(TransferId id, List<UploadedFile> files, Path numbered) throws IOException {
    Path tree = Files.createDirectory(folder.resolve(id.text()));
    List<Path> arrived = inside(numbered);
    for (int i = 0; i < files.size(); i++) {
      Path target = tree.resolve(files.get(i).path().toString());
      Files.createDirectories(requireNonNull(target.getParent()));
      Files.move(arrived.get(i), target);
    }
    delete(numbered);
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

  void drop(TransferId id) throws IOException {
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
