package dev.ferry.inbox;

import java.io.IOException;

/**
 * The range that was to be written is not, or not only, missing: a part of it is held already, is
 * being written by somebody else, or hangs on bytes that were found damaged. {@link
 * Staging#missing} tells what to write instead.
 */
public final class RangeConflictException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says which range and why. */
  public RangeConflictException(long from, long to, String reason) {
    super("bytes " + from + "-" + to + ": " + reason);
  }
}
