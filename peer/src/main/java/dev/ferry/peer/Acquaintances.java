package dev.ferry.peer;

import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.KnownPeer;
import dev.ferry.identity.KnownPeers;
import dev.ferry.identity.Standing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** The peers this home has met, as the front door shows them. Thread-safe; blocks on disk. */
final class Acquaintances {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  private final KnownPeers known;

  Acquaintances(KnownPeers known) {
    this.known = known;
  }

  List<KnownPeerInfo> all() throws IOException {
    return known.all().stream().map(Acquaintances::infoOf).toList();
  }

  /** Trusts one that is known, or any whole fingerprint. */
  KnownPeerInfo trust(String who) throws IOException {
    Fingerprint fingerprint =
        FINGERPRINT.matcher(who).matches() ? new Fingerprint(who) : only(who).fingerprint();
    known.trust(fingerprint);
    return infoOf(known.find(fingerprint).orElseThrow(() -> unknown(who)));
  }

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
