package dev.ferry.cli;

import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Standing;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import java.io.IOException;
import java.util.List;

/**
 * Finds the peer that a person means: an address, a link, or the alias of a trusted peer. Only
 * trusted peers can be named so, since anybody may call himself anything; and then no other
 * fingerprint may answer.
 */
final class Addressee {
  private static final int MOST_SHOWN = 5;

  private Addressee() {}

  /** The address that {@code typed} stands for. Blocks on disk. */
  static PeerAddress of(Peer peer, String typed) throws IOException {
    if (typed.matches("[^:/\\[\\]]+")) {
      List<KnownPeerInfo> trusted =
          peer.known().stream().filter(known -> isCalled(known, typed)).toList();
      if (trusted.size() > 1) {
        throw Ending.usage(
            "you trust "
                + trusted.size()
                + " peers called "
                + typed
                + ": give the address instead");
      }
      if (trusted.size() == 1) {
        PeerAddress last = PeerAddress.parse(trusted.getFirst().address());
        return new PeerAddress(last.host(), last.port(), null, trusted.getFirst().fingerprint());
      }
    }
    return PeerAddress.parse(typed);
  }

  /**
   * As {@link #of(Peer, String)}; says so if a name is one that does not count as a peer's. Blocks
   * on disk.
   */
  static PeerAddress of(Session session, String typed) throws IOException {
    PeerAddress address = of(session.peer(), typed);
    if (address.expected() == null) {
      session.peer().known().stream()
          .filter(known -> known.standing() != Standing.TRUSTED && known.alias().equals(typed))
          .findFirst()
          .ifPresent(known -> session.console().warn(notTrusted(known)));
    }
    return address;
  }

  private static String notTrusted(KnownPeerInfo known) {
    String name = Who.name(known.alias());
    return name
        + " is taken for a host: only trusted peers can be named so. The peer "
        + name
        + " was last seen at "
        + DisplayName.escape(known.address())
        + "; `ferry trust "
        + name
        + "` trusts it.";
  }

  private static boolean isCalled(KnownPeerInfo known, String typed) {
    return known.standing() == Standing.TRUSTED
        && known.alias().equals(typed)
        && !known.address().isEmpty();
  }

  /** A half sentence with the peers that could be meant; empty if none was met. */
  static String examples(Peer peer) throws IOException {
    List<String> shown =
        peer.known().stream()
            .filter(known -> !known.address().isEmpty())
            .limit(MOST_SHOWN)
            .map(known -> Who.name(known.alias()) + " at " + DisplayName.escape(known.address()))
            .toList();
    return shown.isEmpty()
        ? " (`ferry receive` tells it over there)"
        : "; peers met before: " + String.join(", ", shown);
  }
}
