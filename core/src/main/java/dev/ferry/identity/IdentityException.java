package dev.ferry.identity;

import java.io.IOException;

/**
 * An identity, or the file it is kept in, that cannot be used as it is. The message is a sentence
 * for a person: what is wrong, with which file, and what to do.
 */
public final class IdentityException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public IdentityException(String message) {
    super(message);
  }

  /** Says what is wrong, brought about by {@code cause}. */
  public IdentityException(String message, Throwable cause) {
    super(message, cause);
  }
}
