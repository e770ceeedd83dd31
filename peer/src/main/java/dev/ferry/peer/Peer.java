package dev.ferry.peer;

import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running Ferry with an identity: the front door for Java programs and for the command line,
 * which uses nothing else.
 *
 * <p>Thread-safe. Calls that move bytes block until the end; closing the peer, or interrupting the
 * calling thread, stops them and leaves their transfers resumable.
 */
public final class Peer implements AutoCloseable {
  private Peer() {}

  /**
   * Opens the peer that lives in a home, making home and identity on first use.
   *
   * @throws IOException if the home cannot be used; the message says why and what to do
   */
  public static Peer open(PeerOptions options) throws IOException {
    return later();
  }

  /** Who this peer is. */
  public Self self() {
    return later();
  }

  /** Sends events of every transfer of this peer to {@code listener} until the result is closed. */
  public Watch watch(TransferListener listener) {
    return later();
  }

  /** Ends when closed. */
  public interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins to listen, and to receive what {@code approver} lets in. Transfers that were interrupted
   * before go on when their senders come back. Does not block.
   *
   * @throws TransferException if the port is taken or the inbox cannot be used
   */
  public Receiving receive(ReceiveOptions options, Approver approver) throws IOException {
    return later();
  }

  /** Sends, and blocks until the end: minutes while a person decides, hours for big payloads. */
  public Outcome send(SendOptions options) throws IOException {
    return later();
  }

  /**
   * Begins to share files and folders; looks at the tree once, now. Does not block on peers.
   *
   * @throws TransferException if a path is missing or the port is taken
   */
  public Sharing share(ShareOptions options) throws IOException {
    return later();
  }

  /** Asks who is there. */
  public RemotePeer ask(PeerAddress address, TransportOptions transport) throws IOException {
    return later();
  }

  /**
   * Walks what a peer shares with this one: entries in order, at and below {@code path}, or only
   * the top level if it is null.
   */
  public void list(
      PeerAddress from,
      @Nullable String path,
      PinSource pin,
      TransportOptions transport,
      Consumer<RemoteFile> each)
      throws IOException {
    later();
  }

  /** Gets files and folders from a peer's shares, and blocks until the end. */
  public Outcome get(GetOptions options) throws IOException {
    return later();
  }

  /** The transfers this home keeps because they are not finished, newest first. */
  public List<StoredTransfer> transfers() throws IOException {
    return later();
  }

  /** The kept transfer that {@code prefix} of an id names, if exactly one does. */
  public Optional<TransferId> find(String prefix) throws IOException {
    return later();
  }

  /**
   * Goes on with a transfer that this side drives, and blocks until the end.
   *
   * @param id which
   * @param to where the peer is now, or null for where it was
   */
  public Outcome resume(TransferId id, @Nullable PeerAddress to, TransportOptions transport)
      throws IOException {
    return later();
  }

  /** Drops a kept transfer and what arrived of it. */
  public void discard(TransferId id) throws IOException {
    later();
  }

  /** The peers this home has met, by alias. */
  public List<KnownPeerInfo> known() throws IOException {
    return later();
  }

  /**
   * Trusts a known peer.
   *
   * @param who a unique beginning of its alias or fingerprint
   */
  public KnownPeerInfo trust(String who) throws IOException {
    return later();
  }

  /** Forgets a known peer, so that it is unknown the next time. */
  public KnownPeerInfo forget(String who) throws IOException {
    return later();
  }

  /** What happened, newest first. */
  public List<PastTransfer> history(int limit) throws IOException {
    return later();
  }

  /** Stops listening and sharing and interrupts transfers, which stay resumable. */
  @Override
  public void close() {
    later();
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  private static <T> T later() {
    throw new IllegalStateException("being written");
  }
}
