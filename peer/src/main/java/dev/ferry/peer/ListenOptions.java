package dev.ferry.peer;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer listens. Immutable.
 *
 * @param port the port; 0 for any free one
 * @param fallback whether another port is taken when this one is not free
 * @param address the address to bind to; null for all
 */
public record ListenOptions(int port, boolean fallback, @Nullable InetAddress address) {
  /** The usual port, or the next free one, on all addresses. */
  public static ListenOptions standard() {
    return new ListenOptions(PeerAddress.DEFAULT_PORT, true, null);
  }

  /** Exactly this port; 0 for any free one. */
  public static ListenOptions port(int port) {
    return new ListenOptions(port, false, null);
  }

  /** The same on one address only. */
  public ListenOptions on(@Nullable InetAddress only) {
    return new ListenOptions(port, fallback, only);
  }
}
