package dev.ferry.manifest;

/** A path that Ferry refuses to hold; the message names the reason, never the path itself. */
public final class BadPathException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the reason for the refusal, fit for a screen. */
  public BadPathException(String reason) {
    super(reason);
  }
}
