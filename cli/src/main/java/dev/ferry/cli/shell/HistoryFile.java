package dev.ferry.cli.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the lines of the prompt are kept: in the home, for its owner alone. */
final class HistoryFile {
  private static final String NAME = "shell-history";

  private HistoryFile() {}

  /** The file, made if it is missing. */
  static Path in(Path home) throws IOException {
    Path file = home.resolve(NAME);
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      return file;
    } catch (UnsupportedOperationException e) {
      // No such permissions here: the home itself is for its owner alone.
      Files.createFile(file);
    }
    return file;
  }

  /** Whether nothing was ever typed at a prompt of this home. */
  static boolean isMissing(Path home) {
    return !Files.exists(home.resolve(NAME));
  }
}
