package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import dev.ferry.platform.HeldFile;
import java.io.IOException;

/** Opens the sources of a payload. Thread-safe. */
@FunctionalInterface
public interface PayloadFiles {
  /**
   * Opens the source of an entry for reading; the caller closes it. Blocks on the disk, never on
   * the other end of a FIFO.
   *
   * @throws java.nio.file.NoSuchFileException if it is gone
   * @throws IOException if it is not a regular file any more or cannot be read
   */
  HeldFile open(FileEntry file) throws IOException;
}
