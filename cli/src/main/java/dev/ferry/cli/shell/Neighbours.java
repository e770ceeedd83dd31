package dev.ferry.cli.shell;

import dev.ferry.cli.show.NearText;
import dev.ferry.peer.NearListener;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.Peer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is near while the shell is open; the first ones are told of as they come. Thread-safe. */
final class Neighbours implements NearListener, AutoCloseable {
  private static final int MOST_TOLD = 12;

  private final Map<String, NearPeer> peers = new LinkedHashMap<>();
  private final Set<String> told = new LinkedHashSet<>();
  private @Nullable Front front;
  private Peer.@Nullable Watch watch;

  /** Begins to look around, and tells {@code teller}. */
  void watch(Peer peer, Front teller) throws IOException {
    synchronized (this) {
      front = teller;
    }
    Peer.Watch begun = peer.near().watch(this);
    synchronized (this) {
      watch = begun;
    }
  }

  @Override
  public void near(NearPeer peer) {
    Front teller;
    synchronized (this) {
      peers.put(peer.id(), peer);
      teller = told.size() < MOST_TOLD && told.add(peer.id()) ? front : null;
    }
    if (teller != null) {
      teller.say(NearText.sentence(peer, teller.style()));
    }
  }

  @Override
  public synchronized void gone(NearPeer peer) {
    peers.remove(peer.id());
  }

  /** All of them, in the order in which they came. */
  synchronized List<NearPeer> all() {
    return List.copyOf(peers.values());
  }

  @Override
  public void close() {
    Peer.Watch ending;
    synchronized (this) {
      ending = watch;
      watch = null;
    }
    if (ending != null) {
      ending.close();
    }
  }
}
