package dev.ferry.page.client;

import java.io.IOException;

/** The other side does not encrypt: a person has to agree first. */
final class PlainPeerException extends IOException {
  private static final long serialVersionUID = 1;

  PlainPeerException(String detail) {
    super(detail);
  }
}
