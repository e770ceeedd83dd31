package dev.ferry.transfer;

import java.io.IOException;

/** The connection broke, in contrast to the disk. What came through it before is kept. */
public final class BrokenConnectionException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A connection that broke because of {@code cause}. */
  public BrokenConnectionException(Throwable cause) {
    super("the connection broke: " + cause.getMessage(), cause);
  }

  /** A connection that ended too early. */
  public BrokenConnectionException(String message) {
    super(message);
  }
}
