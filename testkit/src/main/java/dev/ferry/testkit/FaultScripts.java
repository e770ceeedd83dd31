package dev.ferry.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The Python scripts that come with this package, written to files that can be run. */
final class FaultScripts {

  private FaultScripts() {}

  /** Writes the script {@code name} into {@code folder}. */
  static Path unpack(String name, Path folder) {
    Path file = folder.resolve(name);
    try (InputStream in =
        Objects.requireNonNull(FaultScripts.class.getResourceAsStream(name), name)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }
}
