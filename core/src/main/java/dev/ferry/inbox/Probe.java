package dev.ferry.inbox;

import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.UUID;

/** Tries something with a file of an inbox's disk that is gone afterwards. */
final class Probe {
  private static final int ATTEMPTS = 10;

  private Probe() {}

  /** What is tried. */
  interface Trial<T> {
    /** Tries it with a path at which nothing stands; what it leaves there is deleted. */
    T with(String path) throws IOException;
  }

  /** Tries it with a file whose name starts with {@code prefix}. */
  static <T> T of(HeldFolder inbox, String prefix, Trial<T> trial) throws IOException {
    String path = Inbox.STAGING + "/" + prefix + UUID.randomUUID();
    for (int attempt = 1; ; attempt++) {
      inbox.makeFolder(Inbox.STAGING, FinalModes.OWNER);
      try {
        return trial.with(path);
      } catch (NoSuchFileException e) {
        // The last of the transfers took the folder away in between.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      } finally {
        cleanUp(inbox, path);
      }
    }
  }

  private static void cleanUp(HeldFolder inbox, String path) throws IOException {
    try {
      inbox.delete(path);
    } catch (NoSuchFileException e) {
      // As above.
    }
    Inbox.deleteIfUnused(inbox);
  }
}
