package dev.ferry.json;

import java.io.IOException;

/**
 * What the other end sent is not what the protocol says. The message names what is wrong; anything
 * in it that came from there is escaped.
 */
public final class MalformedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, as part of a sentence. */
  public MalformedException(String message) {
    super(message);
  }

  /** The same, with what brought it to light. */
  public MalformedException(String message, Throwable cause) {
    super(message, cause);
  }
}
