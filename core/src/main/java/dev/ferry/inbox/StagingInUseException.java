package dev.ferry.inbox;

import java.nio.file.FileSystemException;

/** Somebody, perhaps another process, has the staging of a transfer open. */
public final class StagingInUseException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  /** Names the staging folder. */
  public StagingInUseException(String folder) {
    super(folder, null, "Another Ferry is working on this transfer");
  }
}
