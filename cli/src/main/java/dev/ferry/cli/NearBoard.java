package dev.ferry.cli;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.NearText;
import dev.ferry.cli.show.Style;
import dev.ferry.identity.Fingerprint;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NearListener;
import dev.ferry.peer.NearPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is near at the moment, as lines, in the order in which they came. Thread-safe. */
final class NearBoard implements NearListener {
  private final Map<String, NearPeer> peers = new LinkedHashMap<>();

  @Override
  public synchronized void near(NearPeer peer) {
    peers.put(peer.id(), peer);
  }

  @Override
  public synchronized void gone(NearPeer peer) {
    peers.remove(peer.id());
  }

  /** All of them. */
  synchronized List<NearPeer> all() {
    return List.copyOf(peers.values());
  }

  /** Those of {@code known} that are not near. */
  List<KnownPeerInfo> away(List<KnownPeerInfo> known) {
    Set<Fingerprint> here =
        all().stream().flatMap(peer -> peer.key().stream()).collect(Collectors.toSet());
    return known.stream().filter(peer -> !here.contains(peer.fingerprint())).toList();
  }

  /** A line for each, or one that says that there is nobody, none of them wider than this. */
  List<String> lines(int width) {
    List<NearPeer> now = all();
    return now.isEmpty()
        ? List.of(Columns.shorten("Nobody is near yet.", width))
        : now.stream()
            .flatMap(peer -> NearText.lines(peer, width, Style.plain()).stream())
            .toList();
  }
}
