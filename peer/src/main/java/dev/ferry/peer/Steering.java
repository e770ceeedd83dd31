package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.store.DrivenFolder;
import dev.ferry.store.DrivenState;
import dev.ferry.store.DrivenStore;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Stops single transfers of a peer that goes on: for a while, or for good. Thread-safe; blocks on
 * the disk, and on the other side for some seconds.
 */
final class Steering {
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final PeerCore core;
  private final ListeningSide listening;
  private final KeptTransfers kept;
  private final DrivenStore driven;

  Steering(PeerCore core, ListeningSide listening, KeptTransfers kept) throws IOException {
    this.core = core;
    this.listening = listening;
    this.kept = kept;
    this.driven = DrivenStore.in(core.home());
  }

  /** As {@link Peer#pause}. */
  boolean pause(TransferId id) throws IOException {
    if (core.driving().stop(id)) {
      return awaitEnd(id);
    }
    Optional<Incoming> received = listening.incoming(id);
    if (received.isPresent() && !received.get().hold()) {
      throw new TransferException(
          Problem.USAGE,
          "this one cannot wait: its sender could not go on later; it can only be cancelled");
    }
    return received.isPresent();
  }

  /** As {@link Peer#goOn}. */
  boolean goOn(TransferId id) {
    return listening.incoming(id).map(Incoming::goOn).orElse(false);
  }

  /** As {@link Peer#cancel}. */
  void cancel(TransferId id) throws IOException {
    if (core.driving().stop(id) && !awaitEnd(id)) {
      throw new TransferException(
          Problem.BUSY, "the transfer is still being stopped; try again in a moment");
    }
    Optional<DrivenState> push = pushed(id);
    Optional<Incoming> received = listening.incoming(id);
    if (received.isPresent()) {
      received.get().cancel("not wanted any more");
      // Something of ours may go the other way under the same id.
      driven.delete(id.text());
    } else {
      kept.discard(id);
    }
    push.ifPresent(state -> Thread.ofVirtual().name("cancel").start(() -> tell(id, state)));
  }

  private boolean awaitEnd(TransferId id) throws InterruptedIOException {
    try {
      return core.driving().awaitEnd(id, LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  private Optional<DrivenState> pushed(TransferId id) throws IOException {
    Optional<DrivenFolder> found = driven.open(id.text());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (DrivenFolder folder = found.get()) {
      DrivenState state = folder.state();
      boolean direct = !StateMapping.isPull(state) && StateMapping.via(state) == Via.DIRECT;
      return direct ? Optional.of(state) : Optional.empty();
    }
  }

  /** The receiver need not keep what arrived. If it cannot be told, it drops it some other day. */
  private void tell(TransferId id, DrivenState state) {
    try {
      PeerAddress address =
          PeerAddress.parse(state.address()).expecting(new Fingerprint(state.fingerprint()));
      try (Connections.Connection connection =
          core.connections().connect(address, TransportOptions.standard())) {
        connection.client().cancel(id);
      }
    } catch (IOException e) {
      // It is away: its person can discard what arrived.
      return;
    }
  }
}
