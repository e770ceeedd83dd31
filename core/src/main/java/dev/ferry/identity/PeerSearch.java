package dev.ferry.identity;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds the known peers that a person may mean. */
final class PeerSearch {
  private static final int SHORTEST_HEX = 4;

  private PeerSearch() {}

  static List<KnownPeer> search(List<KnownPeer> peers, String query) {
    String alias = PeerName.fold(query);
    if (query.isBlank()) {
      return List.of();
    }
    List<KnownPeer> exact = only(peers, peer -> PeerName.fold(peer.alias()).equals(alias));
    if (!exact.isEmpty()) {
      return exact;
    }
    String hex = query.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
    String words = wordsKey(query);
    return only(
        peers,
        peer ->
            PeerName.fold(peer.alias()).startsWith(alias)
                || (hex.length() >= SHORTEST_HEX && peer.fingerprint().hex().startsWith(hex))
                || wordsKey(String.join(" ", peer.fingerprint().words())).startsWith(words));
  }

  private static List<KnownPeer> only(List<KnownPeer> peers, Predicate<KnownPeer> which) {
    return peers.stream().filter(which).toList();
  }

  /** Words, each with a blank behind it: "top" does not begin "topmost Istanbul". */
  private static String wordsKey(String text) {
    return text.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", " ") + " ";
  }
}
