package dev.ferry.http;

import java.io.IOException;

/** The other end accepted a connection and then did not shake hands in time. */
public final class SilentPeerException extends IOException {
  private static final long serialVersionUID = 1L;

  /** {@code cause} is the handshake that was ended. */
  public SilentPeerException(Throwable cause) {
    super("no handshake in time", cause);
  }
}
