package dev.ferry.peer;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a peer listens. Immutable.
 *
 * @param port the port; 0 for any free one
 * @param fallback whether another port is taken when this one is not free
 * @param address the address to bind to; null for all
 * @param plainHttp whether apps of LocalSend may also come without encryption, on the same port
 * @param announce whether others in the same network are told that this peer is here
 */
public record ListenOptions(
    int port,
    boolean fallback,
    @Nullable InetAddress address,
    boolean plainHttp,
    boolean announce) {
  /** Encrypted only, and announced. */
  public ListenOptions(int port, boolean fallback, @Nullable InetAddress address) {
    this(port, fallback, address, false, true);
  }

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
    return new ListenOptions(port, fallback, only, plainHttp, announce);
  }

  /** The same with apps of LocalSend let in without encryption, or not. */
  public ListenOptions withPlainHttp(boolean allowed) {
    return new ListenOptions(port, fallback, address, allowed, announce);
  }

  /** The same, announced to the network or not. */
  public ListenOptions withAnnounce(boolean told) {
    return new ListenOptions(port, fallback, address, plainHttp, told);
  }
}
