package dev.ferry.peer;

import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferEvent.Ended;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receiving, as long as it goes on. Thread-safe. */
final class OpenInbox implements Receiving, ListeningSide.Closing, TransferListener {
  private final ListeningSide side;
  private final Receiver receiver;
  private final PeerPort.Place place;
  private final Path into;
  private final int waiting;
  private int ended;
  private boolean closed;
  private Peer.@Nullable Watch watch;

  OpenInbox(ListeningSide side, Receiver receiver, PeerPort.Place place, Path into, int waiting) {
    this.side = side;
    this.receiver = receiver;
    this.place = place;
    this.into = into;
    this.waiting = waiting;
  }

  /** Keeps what ends its listening to events. */
  synchronized void watch(Peer.Watch kept) {
    watch = kept;
  }

  @Override
  public List<PeerAddress> addresses() {
    return place.addresses();
  }

  @Override
  public int port() {
    return place.port();
  }

  @Override
  public @Nullable TakenPort taken() {
    return place.taken();
  }

  @Override
  public Path into() {
    return into;
  }

  @Override
  public int waiting() {
    return waiting;
  }

  @Override
  public synchronized void on(TransferEvent event) {
    // An offer that nobody could answer any more may come again.
    if (event instanceof Ended end
        && end.direction() == Direction.RECEIVE
        && !(end.outcome() instanceof Outcome.Failed failed
            && failed.problem() == Problem.UNREACHABLE)) {
      ended++;
      notifyAll();
    }
  }

  @Override
  public synchronized void awaitEnded(int count) throws InterruptedException {
    while (ended < count && !closed) {
      wait();
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (watch != null) {
        watch.close();
      }
      notifyAll();
    }
    try {
      side.leave(this, receiver);
    } catch (IOException e) {
      throw new UncheckedIOException("what arrived could not be put away in order", e);
    }
  }
}
