package dev.ferry.store;

import java.io.IOException;

/**
 * Something in the home folder that cannot be used as it is. The message is a sentence for a
 * person: what is wrong, with which file, and what to do.
 */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public StoreException(String message) {
    super(message);
  }

  /** Says what is wrong, brought about by {@code cause}. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
