package dev.ferry.cli;

import dev.ferry.cli.show.Who;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a command remembers of one transfer or the last one: which, and with whom. Thread-safe. */
final class LastTransfer implements TransferListener {
  private volatile @Nullable TransferId id;
  private volatile @Nullable RemotePeer peer;
  private final AtomicLong leftOut = new AtomicLong();
  private final @Nullable TransferId only;

  private LastTransfer(@Nullable TransferId only) {
    this.only = only;
    this.id = only;
  }

  /** Whatever was heard of last. */
  static LastTransfer whichever() {
    return new LastTransfer(null);
  }

  /** This one. */
  static LastTransfer only(TransferId id) {
    return new LastTransfer(id);
  }

  @Override
  public void on(TransferEvent event) {
    if (only != null && !event.id().equals(only)) {
      return;
    }
    id = event.id();
    switch (event) {
      case TransferEvent.Connected e -> peer = e.peer();
      case TransferEvent.Offered e -> peer = e.peer();
      case TransferEvent.Accepted e -> peer = e.peer();
      case TransferEvent.Ended e -> {}
      case TransferEvent.Scanning e -> {}
      case TransferEvent.Skipped e -> leftOut.addAndGet(e.byReceiver() ? 0 : 1);
      case TransferEvent.Progress e -> {}
      case TransferEvent.Paused e -> {}
      case TransferEvent.Resumed e -> {}
      case TransferEvent.SourceWithdrawn e -> {}
      case TransferEvent.Publishing e -> {}
      case TransferEvent.TextArrived e -> {}
    }
  }

  /** Expects events of this transfer, of which nothing has been heard yet. */
  void expect(TransferId next) {
    id = next;
  }

  /** The transfer that was last heard of, or null. */
  @Nullable TransferId id() {
    return id;
  }

  /** How many entries of what was to be sent could not be taken along. */
  long leftOut() {
    return leftOut.get();
  }

  /** Whether only whole files count over there, as in LocalSend. */
  boolean inWholeFiles() {
    return inWholeFiles(peer);
  }

  /** Whether only whole files count at {@code known}; null: nobody is known. */
  static boolean inWholeFiles(@Nullable RemotePeer known) {
    return known != null && known.protocol() == PeerProtocol.LOCALSEND;
  }

  /** The other side, fit for the screen. */
  String peer() {
    RemotePeer known = peer;
    return known == null ? "the other side" : Who.name(known);
  }
}
