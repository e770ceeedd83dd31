package dev.ferry.cli.shell;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where the lines of the prompt are kept: in the home, for its owner alone. */
final class HistoryFile {
  private static final String NAME = "shell-history";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private HistoryFile() {}

  /** The file, made if it is missing. */
  static Path in(Path home) throws IOException {
    Path file = home.resolve(NAME);
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (FileAlreadyExistsException e) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    } catch (UnsupportedOperationException e) {
      // No such permissions here: the home itself is for its owner alone.
      Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    return file;
  }

  /** Whether nothing was ever typed at a prompt of this home. */
  static boolean isMissing(Path home) {
    return !Files.exists(home.resolve(NAME));
  }
}
