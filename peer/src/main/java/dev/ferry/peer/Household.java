package dev.ferry.peer;

import dev.ferry.direct.DirectClient;
import dev.ferry.direct.Endpoint;
import dev.ferry.direct.PeerInfo;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import dev.ferry.identity.KnownPeers;
import dev.ferry.identity.Standing;
import dev.ferry.store.Home;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all parts of one peer share: its home, who it is, whom it knows, and the connections it has
 * opened, so that closing the peer can end them. Thread-safe.
 *
 * @param home where everything is kept
 * @param identity its key and certificate
 * @param alias the name it shows
 * @param known whom it has met
 * @param watchers who hears events
 * @param open connections and transfers that are under way
 */
record Household(
    Home home,
    Identity identity,
    String alias,
    KnownPeers known,
    Watchers watchers,
    Set<Closeable> open) {
  private static final Logger log = LoggerFactory.getLogger(Household.class);

  Household(Home home, Identity identity, String alias, Watchers watchers) {
    this(home, identity, alias, KnownPeers.in(home), watchers, ConcurrentHashMap.newKeySet());
  }

  /** Connects to a peer; closing the result, or the household, ends what goes on over it. */
  Connection connect(PeerAddress address, TransportOptions transport) throws IOException {
    Endpoint endpoint = new Endpoint(address.host(), address.port(), transport.from());
    DirectClient client =
        DirectClient.open(identity, alias, endpoint, address.expected(), transport.connections());
    open.add(client);
    try {
      return new Connection(client, meet(client, address));
    } catch (IOException | RuntimeException e) {
      release(client);
      throw e;
    }
  }

  private void release(DirectClient client) {
    open.remove(client);
    client.close();
  }

  /** A peer that answered, and the client to talk to it. */
  final class Connection implements AutoCloseable {
    private final DirectClient client;
    private final RemotePeer peer;

    private Connection(DirectClient client, RemotePeer peer) {
      this.client = client;
      this.peer = peer;
    }

    DirectClient client() {
      return client;
    }

    RemotePeer peer() {
      return peer;
    }

    @Override
    public void close() {
      release(client);
    }
  }

  private RemotePeer meet(DirectClient client, PeerAddress address) throws IOException {
    PeerInfo info = client.info();
    Standing standing = known.standingOf(info.alias(), info.fingerprint(), address.toString());
    if (standing == Standing.CHANGED) {
      throw changed(info, address);
    }
    return new RemotePeer(info.alias(), info.fingerprint(), address.toString(), standing);
  }

  private TransferException changed(PeerInfo info, PeerAddress address) throws IOException {
    String was =
        known
            .impersonated(info.alias(), info.fingerprint(), address.toString())
            .map(peer -> DisplayName.escape(peer.alias()) + " (" + peer.fingerprint().words() + ")")
            .orElse("another peer");
    return new TransferException(
        Problem.IDENTITY_CHANGED,
        "THE IDENTITY HAS CHANGED: "
            + DisplayName.escape(info.alias())
            + " at "
            + address
            + " shows "
            + info.fingerprint().words()
            + ", but known here is "
            + was
            + ". Somebody may be pretending to be it. If its owner confirms the new words, run: "
            + "ferry forget "
            + quoted(info.alias()));
  }

  private static String quoted(String alias) {
    return "\"" + DisplayName.escape(alias) + "\"";
  }

  /** Remembers a peer that a transfer was agreed with. */
  void remember(RemotePeer peer, String address) throws IOException {
    known.remember(peer.fingerprint(), peer.alias(), address);
  }

  /** Remembers who sent something that was accepted: from then on it is known by its key. */
  void rememberCaller(TransferEvent event) {
    if (event instanceof TransferEvent.Accepted accepted
        && accepted.direction() == Direction.RECEIVE) {
      try {
        String address = accepted.peer().address();
        remember(accepted.peer(), PeerAddress.namesPort(address) ? address : "");
      } catch (IOException e) {
        // It stays unknown, which is the safe side.
        log.warn("{} could not be remembered: {}", accepted.peer().fingerprint(), e.getMessage());
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

  /** Runs {@code step}, which {@link #disconnect} stops by closing {@code way}. */
  Outcome stoppable(Closeable way, Step step) throws IOException {
    open.add(way);
    try {
      return step.run();
    } finally {
      open.remove(way);
    }
  }

  /** A transfer from its beginning to its end. */
  @FunctionalInterface
  interface Step {
    Outcome run() throws IOException;
  }

  /** Ends every connection; who uses one is interrupted. */
  void disconnect() {
    for (Closeable each : open) {
      try {
        each.close();
      } catch (IOException e) {
        // It is broken already, which is all that was wanted.
      }
    }
  }
}
