package dev.ferry.page.api;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NamedPeer;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the address that somebody means by what was typed: an address, a link, a name of somebody
 * near or trusted, or a fingerprint. Thread-safe; blocks on the network for a name.
 */
final class AddressLookup {
  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

  /** What can be no name, or is meant as an address by whoever types it. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://.*|\\[.*|.*:\\d{1,5}|[0-9]{1,3}(\\.[0-9]{1,3}){3}|.*:.*:.*");

  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Peer peer;
  private final NearWatch near;

  AddressLookup(Peer peer, NearWatch near) {
    this.peer = peer;
    this.near = near;
  }

  /** The address that is meant. */
  PeerAddress of(String typed) throws IOException {
    if (FINGERPRINT.matcher(typed).matches()) {
      return ofKey(typed);
    }
    return ADDRESS.matcher(typed).matches() ? PeerAddress.parse(typed) : ofName(typed);
  }

  private PeerAddress ofKey(String hex) throws IOException {
    near.begin();
    Optional<NearPeer> here = near(hex);
    if (here.isPresent()) {
      return here.get().address().expecting(here.get().fingerprint());
    }
    for (KnownPeerInfo known : peer.known()) {
      if (known.fingerprint().hex().equals(hex) && !known.address().isEmpty()) {
        return PeerAddress.parse(known.address()).expecting(known.fingerprint());
      }
    }
    throw new ProblemException(
        Problem.NOT_FOUND, "the peer with this key is not near, and where it was is not known");
  }

  /** Whoever is near with this key. */
  Optional<NearPeer> near(String hex) {
    return near.all().stream()
        .filter(found -> found.key().filter(key -> key.hex().equals(hex)).isPresent())
        .findFirst();
  }

  private PeerAddress ofName(String typed) throws IOException {
    List<NamedPeer> found;
    try {
      found = peer.near().find(typed, LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
    if (found.size() > 1) {
      throw new ProblemException(
          Problem.USAGE,
          found.size()
              + " peers are meant by "
              + DisplayName.escape(typed)
              + "; give the address of one of them");
    }
    return found.isEmpty() ? PeerAddress.parse(typed) : found.getFirst().address();
  }
}
