package dev.ferry.inbox;

import java.io.IOException;

/**
 * Staged files are gone or damaged. What they held is {@linkplain Staging#missing missing} again;
 * once it has been written anew, publishing can be tried again.
 */
public final class StagedDataLostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says how many chunks it concerns. */
  public StagedDataLostException(int chunks) {
    super("staged files were lost or damaged: " + chunks + " chunks are missing again");
  }
}
