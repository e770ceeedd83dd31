package dev.ferry.page.client;

import java.io.IOException;

/** A PIN is missing, or was wrong. */
final class PinWantedException extends IOException {
  private static final long serialVersionUID = 1;

  private final String peer;
  private final boolean again;

  PinWantedException(String detail, String peer, boolean again) {
    super(detail);
    this.peer = peer;
    this.again = again;
  }

  /** Who wants it, not escaped. */
  String peer() {
    return peer;
  }

  /** Whether one was given. */
  boolean again() {
    return again;
  }
}
