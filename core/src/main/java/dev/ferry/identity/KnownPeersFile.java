package dev.ferry.identity;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code known-peers.json}.
 *
 * @param version of this layout
 * @param peers in the order they were first seen
 */
@Json
record KnownPeersFile(int version, @Nullable List<@Nullable Peer> peers) {
  private static final int VERSION = 1;

  static KnownPeersFile of(List<KnownPeer> peers) {
    return new KnownPeersFile(VERSION, peers.stream().<@Nullable Peer>map(Peer::of).toList());
  }

  /**
   * The peers in {@code file}.
   *
   * @throws IllegalArgumentException if something in it is missing or wrong
   */
  static List<KnownPeer> known(@Nullable KnownPeersFile file) {
    if (file == null || file.version != VERSION || file.peers == null) {
      throw new IllegalArgumentException("of another version, or without a list of peers");
    }
    List<KnownPeer> known = new ArrayList<>();
    for (Peer peer : file.peers) {
      if (peer == null) {
        throw new IllegalArgumentException("a peer is missing");
      }
      known.add(peer.known());
    }
    return List.copyOf(known);
  }

  /** One peer, as it is written. Whatever is missing in a file is null here. */
  @Json
  record Peer(
      @Nullable String fingerprint,
      @Nullable String alias,
      @Nullable String address,
      boolean trusted,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen) {

    private static Peer of(KnownPeer peer) {
      return new Peer(
          peer.fingerprint().hex(),
          peer.alias(),
          peer.address(),
          peer.trusted(),
          peer.firstSeen(),
          peer.lastSeen());
    }

    private KnownPeer known() {
      if (fingerprint == null) {
        throw new IllegalArgumentException("a peer has no fingerprint");
      }
      Instant first = firstSeen == null ? Instant.EPOCH : firstSeen;
      return new KnownPeer(
          new Fingerprint(fingerprint.toLowerCase(Locale.ROOT)),
          PeerName.bounded(alias == null ? "" : alias),
          address == null ? "" : address,
          trusted,
          first,
          lastSeen == null ? first : lastSeen);
    }
  }
}
