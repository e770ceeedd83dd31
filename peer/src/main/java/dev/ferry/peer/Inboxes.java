package dev.ferry.peer;

import dev.ferry.inbox.Inbox;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens destinations that a person named. */
final class Inboxes {
  private Inboxes() {}

  /**
   * Opens the inbox in a folder, which is made if it is missing.
   *
   * @throws TransferException with {@link Problem#DESTINATION} if that cannot be
   */
  static Inbox open(Path folder) throws TransferException {
    try {
      Inbox inbox = Inbox.open(folder);
      if (!Files.isWritable(folder)) {
        inbox.close();
        throw new IOException("no file can be made there");
      }
      return inbox;
    } catch (FileAlreadyExistsException e) {
      throw unusable(folder, "it is not a folder", e);
    } catch (NoSuchFileException e) {
      throw unusable(folder, "it is not there and cannot be made", e);
    } catch (IOException e) {
      throw unusable(folder, String.valueOf(e.getMessage()), e);
    }
  }

  private static TransferException unusable(Path folder, String why, IOException cause) {
    return new TransferException(
        Problem.DESTINATION,
        "nothing can be received into " + folder + " (" + why + "); choose another with --into",
        cause);
  }
}
