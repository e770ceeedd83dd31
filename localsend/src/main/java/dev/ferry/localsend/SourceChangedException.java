package dev.ferry.localsend;

import java.io.IOException;

/** A file was taken back while it was being sent, so its upload must not be completed. */
final class SourceChangedException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceChangedException() {
    super("the file changed while it was being sent");
  }
}
