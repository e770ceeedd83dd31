package dev.ferry.page.client;

import java.io.IOException;

/** The running peer tells its events to so many that it has no room for one more. */
final class NoFeedException extends IOException {
  private static final long serialVersionUID = 1;

  NoFeedException(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
