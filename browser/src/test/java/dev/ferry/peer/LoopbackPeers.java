package dev.ferry.peer;

import dev.ferry.localsend.DiscoveryOptions;
import java.io.IOException;
import java.net.DatagramSocket;

/**
 * Peers that find each other on the loopback interface, at a port of this process alone: who else
 * is in the network is not near.
 */
public final class LoopbackPeers {
  private final DiscoveryOptions network;

  private LoopbackPeers(DiscoveryOptions network) {
    this.network = network;
  }

  /** A network of its own. */
  public static LoopbackPeers create() throws IOException {
    try (DatagramSocket free = new DatagramSocket(0)) {
      return new LoopbackPeers(
          DiscoveryOptions.looking().withPort(free.getLocalPort()).withLoopback(true));
    }
  }

  /** Opens one in it. */
  public Peer open(PeerOptions options) throws IOException {
    return Peer.open(options, network);
  }
}
