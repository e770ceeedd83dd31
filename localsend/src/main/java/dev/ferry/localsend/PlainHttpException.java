package dev.ferry.localsend;

import java.io.IOException;

/** A device was asked over TLS and speaks HTTP without it. */
final class PlainHttpException extends IOException {
  private static final long serialVersionUID = 1L;

  PlainHttpException(Throwable cause) {
    super("HTTP without TLS is spoken there", cause);
  }
}
