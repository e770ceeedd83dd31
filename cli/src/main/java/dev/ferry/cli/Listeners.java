package dev.ferry.cli;

import dev.ferry.peer.PeerAddress;
import java.util.List;

/** What a listener tells about where it is. */
final class Listeners {
  private static final int MOST = 6;

  private Listeners() {}

  /** A line for each address, ready to be typed on the other side; begins with a line end. */
  static String sendHint(List<PeerAddress> addresses) {
    StringBuilder text = new StringBuilder();
    for (PeerAddress address : addresses.subList(0, Math.min(MOST, addresses.size()))) {
      text.append("\n  ferry send FILE --to ").append(shortest(address));
    }
    return text.toString();
  }

  /** The address without the usual port. */
  static String shortest(PeerAddress address) {
    return address.port() == PeerAddress.DEFAULT_PORT && address.host().indexOf(':') < 0
        ? address.host()
        : address.toString();
  }
}
