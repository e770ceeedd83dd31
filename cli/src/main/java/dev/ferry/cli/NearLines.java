package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.NearText;
import dev.ferry.peer.NearListener;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.Peer;
import dev.ferry.peer.events.PeerJson;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells once of each peer that is near, of the first ones to a person. Thread-safe. */
final class NearLines implements NearListener {
  /** Strangers may claim to be any number of devices. */
  private static final int MOST_TOLD = 12;

  private final Console console;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  private NearLines(Console console) {
    this.console = console;
  }

  /** Looks around until it is closed; without a network nobody is near. */
  static Peer.Watch watch(Peer peer, Console console) {
    try {
      return peer.near().watch(new NearLines(console));
    } catch (IOException e) {
      console.warn("ferry: nobody can be found in the network around: " + Ending.of(e).message());
      return () -> {};
    }
  }

  @Override
  public void near(NearPeer peer) {
    if (told.size() < MOST_TOLD && told.add(peer.id())) {
      console.show(
          () -> NearText.sentence(peer, console.style()),
          () -> PeerJson.near(console.event("near"), peer));
    }
  }

  @Override
  public void gone(NearPeer peer) {
    // Who comes back is no news.
  }
}
