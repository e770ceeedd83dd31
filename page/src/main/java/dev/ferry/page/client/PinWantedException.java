package dev.ferry.page.client;

import java.io.IOException;

/** A PIN is missing, or was wrong. */
final class PinWantedException extends IOException {
  private static final long serialVersionUID = 1;

  private final boolean again;

  PinWantedException(String detail, boolean again) {
    super(detail);
    this.again = again;
  }

  /** Who wants it, as the running peer calls him. */
  String peer() {
    return String.valueOf(getMessage())
        .replaceFirst(" (asks for a PIN|says the PIN is wrong)$", "");
  }

  /** Whether one was given. */
  boolean again() {
    return again;
  }
}
