package dev.ferry.peer;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.KnownPeer;
import dev.ferry.identity.KnownPeers;
import dev.ferry.identity.Standing;
import dev.ferry.store.Home;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The peers this home has met: who they are, and whether they still are. Thread-safe; blocks on
 * disk.
 */
final class PeerBook {
  private static final Logger log = LoggerFactory.getLogger(PeerBook.class);
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  private final KnownPeers known;

  private PeerBook(KnownPeers known) {
    this.known = known;
  }

  /** That of a home. */
  static PeerBook in(Home home) {
    return new PeerBook(KnownPeers.in(home));
  }

  /**
   * Who answered at an address.
   *
   * @throws TransferException with {@link Problem#IDENTITY_CHANGED} if it pretends to be another
   */
  RemotePeer meet(String alias, Fingerprint fingerprint, PeerAddress address) throws IOException {
    Standing standing = known.standingOf(alias, fingerprint, address.toString());
    return unlessChanged(new RemotePeer(alias, fingerprint, address.toString(), standing));
  }

  /**
   * The same peer.
   *
   * @throws TransferException with {@link Problem#IDENTITY_CHANGED} if it pretends to be another
   */
  RemotePeer unlessChanged(RemotePeer peer) throws IOException {
    if (peer.standing() == Standing.CHANGED) {
      throw peer.proven() ? changed(peer) : unproven(peer);
    }
    return peer;
  }

  private static TransferException unproven(RemotePeer peer) {
    return new TransferException(
        Problem.IDENTITY_CHANGED,
        "YOU TRUST A PEER CALLED "
            + DisplayName.escape(peer.alias())
            + ", BUT THE ONE AT "
            + peer.address()
            + " DOES NOT PROVE THAT IT IS THE SAME: it may be somebody else who uses the name."
            + " Switch encryption on in its app, and leave http:// out");
  }

  private TransferException changed(RemotePeer peer) throws IOException {
    String was =
        known
            .impersonated(peer.alias(), peer.fingerprint(), peer.address())
            .map(other ->
                DisplayName.escape(other.alias()) + " (" + spoken(other.fingerprint()) + ")")
            .orElse("another peer");
    return new TransferException(
        Problem.IDENTITY_CHANGED,
        "THE IDENTITY HAS CHANGED: "
            + DisplayName.escape(peer.alias())
            + " at "
            + peer.address()
            + " shows "
            + spoken(peer.fingerprint())
            + ", but known here is "
            + was
            + ". Somebody may be pretending to be it. If its owner confirms the new words, run: "
            + "ferry forget "
            + quoted(peer.alias())
            + "; if it is another machine of the same name, give that one a name of its own there:"
            + " ferry identity --set-name NAME");
  }

  private static String spoken(Fingerprint fingerprint) {
    return String.join(" ", fingerprint.words());
  }

  private static String quoted(String alias) {
    return "\"" + DisplayName.escape(alias) + "\"";
  }

  /** Remembers a peer that a transfer was agreed with, where it was reached, if it has a key. */
  void remember(RemotePeer peer) throws IOException {
    if (!peer.proven()) {
      return;
    }
    known.remember(peer.fingerprint(), peer.alias(), peer.address());
  }

  /**
   * Remembers who sent something that was accepted: from then on it is known by its key, if it has
   * shown one.
   */
  void rememberCaller(TransferEvent event) {
    if (event instanceof TransferEvent.Accepted accepted
        && accepted.direction() == Direction.RECEIVE
        && accepted.peer().proven()) {
      RemotePeer peer = accepted.peer();
      String address = PeerAddress.namesPort(peer.address()) ? peer.address() : "";
      try {
        known.remember(peer.fingerprint(), peer.alias(), address);
      } catch (IOException e) {
        // It stays unknown, which is the safe side.
        log.warn("{} could not be remembered: {}", peer.fingerprint(), e.getMessage());
      }
    }
  }

  /** What is known about somebody who calls here. */
  Standing standingOfCaller(String claimed, Fingerprint fingerprint) {
    try {
      return known.standingOf(claimed, fingerprint, "");
    } catch (IOException e) {
      // A damaged file of known peers must not make anybody trusted.
      return Standing.UNKNOWN;
    }
  }

  /** What whoever proved a key is known by; empty if it is nobody known, or proved none. */
  String aliasOf(@Nullable Fingerprint fingerprint) {
    try {
      return fingerprint == null ? "" : known.find(fingerprint).map(KnownPeer::alias).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /** What is known about somebody who is said to answer at an address. */
  Standing standingOfAnswerer(String claimed, Fingerprint fingerprint, String address) {
    try {
      return known.standingOf(claimed, fingerprint, address);
    } catch (IOException e) {
      return Standing.UNKNOWN;
    }
  }

  /** What is to be thought of somebody who calls here and shows no certificate. */
  Standing standingOfUnproven(String claimed) {
    try {
      return known.standingOfUnproven(claimed);
    } catch (IOException e) {
      return Standing.UNPROVEN;
    }
  }

  /** All of them, in the order they were met. */
  List<KnownPeerInfo> all() throws IOException {
    return known.all().stream().map(PeerBook::infoOf).toList();
  }

  /** Trusts one that is known, or any whole fingerprint. */
  KnownPeerInfo trust(String who) throws IOException {
    Fingerprint fingerprint =
        FINGERPRINT.matcher(who).matches() ? new Fingerprint(who) : only(who).fingerprint();
    known.trust(fingerprint);
    return infoOf(known.find(fingerprint).orElseThrow(() -> unknown(who)));
  }

  /** Forgets one that is known. */
  KnownPeerInfo forget(String who) throws IOException {
    KnownPeer peer = only(who);
    known.forget(peer.fingerprint());
    return infoOf(peer);
  }

  private KnownPeer only(String who) throws IOException {
    List<KnownPeer> found = known.search(who);
    if (found.isEmpty()) {
      throw unknown(who);
    }
    if (found.size() > 1) {
      throw new TransferException(
          Problem.USAGE,
          found.size()
              + " known peers are meant by \""
              + DisplayName.escape(who)
              + "\": give more of the alias or of the fingerprint; ferry peers lists them");
    }
    return found.getFirst();
  }

  private static TransferException unknown(String who) {
    return new TransferException(
        Problem.NOT_FOUND,
        "no known peer is called \""
            + DisplayName.escape(who)
            + "\"; ferry peers lists those this machine has met");
  }

  private static KnownPeerInfo infoOf(KnownPeer peer) {
    return new KnownPeerInfo(
        peer.alias(),
        peer.fingerprint(),
        peer.trusted() ? Standing.TRUSTED : Standing.KNOWN,
        peer.address(),
        peer.lastSeen());
  }
}
