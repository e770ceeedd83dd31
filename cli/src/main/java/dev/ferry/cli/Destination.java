package dev.ferry.cli;

import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder where things are to land: what is wrong with it is said of it. */
final class Destination {
  private Destination() {}

  /** What takes a destination. */
  interface Step<T> {
    /** Takes it. */
    T take() throws IOException;
  }

  /**
   * Takes a step, and blames the folder if it fails because of it.
   *
   * @throws TransferException with {@link Problem#DESTINATION} then
   */
  static <T> T in(Path folder, Step<T> step) throws IOException {
    try {
      return step.take();
    } catch (TransferException e) {
      throw e;
    } catch (FileSystemException e) {
      if (!concerns(folder, e.getFile())) {
        throw e;
      }
      String why = e instanceof FileAlreadyExistsException ? "it is no folder" : reason(e);
      throw new TransferException(
          Problem.DESTINATION,
          "nothing can be received into "
              + DisplayName.escape(folder.toString())
              + ": "
              + why
              + "; say --into with another folder",
          e);
    }
  }

  private static String reason(FileSystemException e) {
    return Ending.of(e).message();
  }

  private static boolean concerns(Path folder, @Nullable String file) {
    return file != null && (folder.startsWith(file) || Path.of(file).startsWith(folder));
  }
}
