package dev.ferry.cli;

import dev.ferry.cli.ask.Consent;
import dev.ferry.cli.ask.PeerChoice;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.PeerName;
import dev.ferry.identity.Standing;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NamedPeer;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.NearPeers;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the peer that a person means: an address, a link, or the beginning of the name of one that
 * is near or trusted. Whoever is named must prove the key that goes with the name, as far as one is
 * known.
 */
final class Addressee {
  private static final int MOST_SHOWN = 5;
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

  private Addressee() {}

  /** The address that {@code typed} stands for. Blocks for some seconds if it is a name. */
  static PeerAddress of(Session session, String typed) throws IOException, InterruptedException {
    HostLookup host = HostLookup.of(typed);
    if (host.isAddress()) {
      return PeerAddress.parse(typed);
    }
    List<NamedPeer> found = find(session.peer(), typed, host);
    if (found.isEmpty()) {
      warnOfUntrusted(session, typed);
      return PeerAddress.parse(typed);
    }
    if (found.size() == 1) {
      return agreed(session, found.getFirst().address());
    }
    return several(session, typed, found);
  }

  /** A host of the very name that was typed counts more than a peer whose name only begins so. */
  private static List<NamedPeer> find(Peer peer, String typed, HostLookup host)
      throws IOException, InterruptedException {
    List<NamedPeer> found;
    try (NearPeers.Look look = peer.near().look()) {
      found = look.find(typed, FIRST_LOOK);
      if (found.isEmpty() && !host.isKnown()) {
        found = look.find(typed, SECOND_LOOK);
      }
    }
    boolean whole =
        found.stream().anyMatch(each -> PeerName.fold(each.alias()).equals(PeerName.fold(typed)));
    return whole || !host.isKnown() ? found : List.of();
  }

  /** The one that is near and called so; fails with the list if there are several. Blocks. */
  static Optional<NearPeer> near(Session session, String typed)
      throws IOException, InterruptedException {
    List<NamedPeer> found =
        session.peer().near().find(typed, SECOND_LOOK).stream()
            .filter(each -> each.near() != null)
            .toList();
    if (found.size() > 1) {
      throw several(typed, found);
    }
    return found.stream().map(NamedPeer::near).findFirst();
  }

  private static TransferException several(String typed, List<NamedPeer> found) {
    return Ending.usage(
        found.size()
            + " peers are meant by "
            + Who.name(typed)
            + ": "
            + String.join(", ", found.stream().map(Addressee::shown).toList())
            + "; give more of the name, or the address");
  }

  private static PeerAddress several(Session session, String typed, List<NamedPeer> found)
      throws IOException, InterruptedException {
    Console console = session.console();
    if (!console.mayAsk()) {
      throw several(typed, found);
    }
    console.say(found.size() + " peers are meant by " + Who.name(typed) + ":");
    PeerChoice choice = new PeerChoice(console, stop(session)::requested);
    return agreed(session, choice.among(found).orElseThrow(Addressee::nobody));
  }

  private static String shown(NamedPeer peer) {
    return Who.name(peer.alias())
        + " at "
        + DisplayName.escape(peer.address().toString())
        + " ("
        + Who.standing(peer.standing())
        + ")";
  }

  /** The one that the person at the terminal chooses from those that are near. */
  static PeerAddress chosen(Session session) throws IOException, InterruptedException {
    PeerChoice choice = new PeerChoice(session.console(), stop(session)::requested);
    Optional<PeerAddress> chosen = choice.amongNear(session.peer().near());
    return agreed(session, chosen.orElseThrow(Addressee::nobody));
  }

  private static Stop stop(Session session) {
    return session
        .host()
        .stop(session.console(), new Stop.Plan("Stopping.", () -> {}, () -> "stopped"));
  }

  private static TransferException nobody() {
    return new TransferException(Problem.INTERRUPTED, "nobody was chosen; nothing was done");
  }

  /** Who was found by name is not talked to in the clear without a person's consent. */
  private static PeerAddress agreed(Session session, PeerAddress address)
      throws InterruptedException, TransferException {
    if (address.plain() && !Consent.toPlain(session.console(), address, session::isStopping)) {
      throw Ending.usage(
          "this device does not encrypt: everybody on the network could read along; to talk to it"
              + " all the same, give its address: "
              + address);
    }
    return address;
  }

  private static void warnOfUntrusted(Session session, String typed) throws IOException {
    session.peer().known().stream()
        .filter(known -> known.standing() != Standing.TRUSTED && known.alias().equals(typed))
        .findFirst()
        .ifPresent(known -> session.console().warn(notTrusted(known)));
  }

  private static String notTrusted(KnownPeerInfo known) {
    String name = Who.name(known.alias());
    return name
        + " is not near, and is taken for a host: of those that are away only trusted peers can be"
        + " named. The peer "
        + name
        + " was last seen at "
        + DisplayName.escape(known.address())
        + "; `ferry trust "
        + name
        + "` trusts it.";
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
        ? " (`ferry receive` tells it over there), or with --to and the name of who is near: `ferry"
            + " peers` lists them"
        : "; peers met before: " + String.join(", ", shown);
  }
}
