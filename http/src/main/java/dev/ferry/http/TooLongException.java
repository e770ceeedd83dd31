package dev.ferry.http;

import java.io.IOException;

/** A body is longer than is allowed where it came. */
public final class TooLongException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Longer than {@code most} bytes. */
  public TooLongException(long most) {
    super("the body is longer than the " + most + " bytes allowed here");
  }
}
