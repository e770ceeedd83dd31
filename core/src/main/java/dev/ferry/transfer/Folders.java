package dev.ferry.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the home that belong to one transfer or share. */
final class Folders {
  private Folders() {}

  /** Deletes a folder with everything in it; nothing happens if it is gone. */
  static void delete(Path folder) throws IOException {
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(folder)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path path : inside) {
      Files.deleteIfExists(path);
    }
  }
}
