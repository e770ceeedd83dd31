package dev.ferry.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Where a receiver keeps what is not complete: the one place of an inbox that is hidden. */
final class StagingFolders {

  /** Its name below an inbox. */
  static final String NAME = ".ferry-staging";

  private StagingFolders() {}

  /** Fails if a transfer has left anything behind; gives the receiver a moment to tidy up. */
  static void assertNoneIn(Path inbox) {
    Awaitility.await("nothing left in " + inbox.resolve(NAME)).until(() -> in(inbox).isEmpty());
  }

  /** Names of what an inbox shows to a person. */
  static List<String> visibleIn(Path inbox) {
    return names(inbox).stream().filter(name -> !name.equals(NAME)).toList();
  }

  private static List<String> in(Path inbox) {
    return names(inbox.resolve(NAME));
  }

  private static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
