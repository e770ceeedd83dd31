package dev.ferry.peer;

import dev.ferry.direct.DirectClient;
import dev.ferry.direct.PeerInfo;
import dev.ferry.http.Endpoint;
import dev.ferry.identity.Identity;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens connections to other peers, and knows those that are open or being opened, so that closing
 * the peer ends them all and lets no other begin. Thread-safe.
 */
final class Connections {
  private final Identity identity;
  private final String alias;
  private final PeerBook book;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Connections of somebody who shows {@code identity} and is called {@code alias}. */
  Connections(Identity identity, String alias, PeerBook book) {
    this.identity = identity;
    this.alias = alias;
    this.book = book;
  }

  /**
   * Connects to a peer; closing the result, or all connections, ends what goes on over it.
   *
   * @throws TransferException if nobody answers there, or somebody else than expected; with {@link
   *     Problem#INTERRUPTED} if the peer is closed, before or meanwhile
   */
  Connection connect(PeerAddress address, TransportOptions transport) throws IOException {
    Endpoint endpoint = new Endpoint(address.host(), address.port(), transport.from());
    DirectClient client =
        DirectClient.to(identity, alias, endpoint, address.expected(), transport.connections());
    try {
      enter(client);
      return new Connection(client, meet(client, address));
    } catch (IOException | RuntimeException e) {
      release(client);
      checkOpen();
      throw e;
    }
  }

  private RemotePeer meet(DirectClient client, PeerAddress address) throws IOException {
    PeerInfo info = client.connect();
    return book.meet(info.alias(), info.fingerprint(), address);
  }

  /**
   * Lets {@link #close} close it too.
   *
   * @throws TransferException with {@link Problem#INTERRUPTED} if that was done already
   */
  void enter(Closeable way) throws TransferException {
    open.add(way);
    try {
      checkOpen();
    } catch (TransferException e) {
      open.remove(way);
      throw e;
    }
  }

  /**
   * Refuses what is begun, or gone on with, after {@link #close}.
   *
   * @throws TransferException with {@link Problem#INTERRUPTED}
   */
  void checkOpen() throws TransferException {
    if (closed) {
      throw new TransferException(Problem.INTERRUPTED, "this peer was closed");
    }
  }

  /** Somebody else sees to it from now on. */
  void leave(Closeable way) {
    open.remove(way);
  }

  /** Closes what was entered. */
  void release(Closeable client) {
    open.remove(client);
    try {
      client.close();
    } catch (IOException e) {
      // It is broken already, which is all that was wanted.
      return;
    }
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

  /** Runs {@code step}, which {@link #close} stops by closing {@code way}. */
  Outcome stoppable(Closeable way, Step step) throws IOException {
    enter(way);
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

  /** Ends every connection; who uses one is interrupted. Does not wait. */
  void close() {
    closed = true;
    open.forEach(this::release);
  }
}
