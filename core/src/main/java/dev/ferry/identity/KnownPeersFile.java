package dev.ferry.identity;

import io.avaje.jsonb.Json;
import java.time.Instant;
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
record KnownPeersFile(int version, @Nullable List<Peer> peers) {
  private static final int VERSION = 1;

  static KnownPeersFile of(List<KnownPeer> peers) {
    return new KnownPeersFile(VERSION, peers.stream().map(Peer::of).toList());
  }

  /**
   * The peers in it.
   *
   * @throws IllegalArgumentException if something in it is missing or wrong
   */
  List<KnownPeer> known() {
    if (version != VERSION || peers == null) {
      throw new IllegalArgumentException(
          "version " + version + " is unknown, or it lists no peers");
    }
    return peers.stream().map(Peer::known).toList();
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
