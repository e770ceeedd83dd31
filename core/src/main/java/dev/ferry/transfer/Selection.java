package dev.ferry.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * What one peer picked from a share: the sending side of a pull. Kept in memory and in a folder of
 * the share; if it is gone, the peer picks again. Its life is told as that of a transfer: a peer
 * that asks for nothing for a while has ended it for now, and begins it anew when it comes back.
 * Thread-safe.
 */
public final class Selection {
  private final RemotePeer by;
  private final Outgoing outgoing;
  private int users;
  private boolean closed;
  private boolean delivered;
  private boolean ended;
  private long idleSince = System.nanoTime();

  Selection(RemotePeer by, Outgoing outgoing) {
    this.by = by;
    this.outgoing = outgoing;
  }

  /** Its id, known to the peer that picked and to nobody else. */
  public TransferId id() {
    return outgoing.id();
  }

  /** Who picked. */
  public RemotePeer by() {
    return by;
  }

  /** The sending side. */
  public Outgoing outgoing() {
    return outgoing;
  }

  /**
   * Keeps the selection from being dropped until the result is closed.
   *
   * @throws TransferException {@link Problem#NOT_FOUND} if it was dropped a moment ago
   */
  public synchronized Use use() throws TransferException {
    if (closed) {
      throw gone();
    }
    users++;
    if (ended && !delivered) {
      begin();
    }
    return this::leave;
  }

  private synchronized void leave() {
    users--;
    idleSince = System.nanoTime();
  }

  /** Tells its end for now if the peer has asked for nothing for so long. */
  synchronized void endIfIdle(Duration patience) {
    if (users == 0 && System.nanoTime() - idleSince >= patience.toNanos()) {
      end(
          new Outcome.Interrupted(
              Problem.UNREACHABLE, "it fetches no more, and has not got everything"));
    }
  }

  /** The answer to whoever asks for one that was dropped. */
  static TransferException gone() {
    return new TransferException(
        Problem.NOT_FOUND, "there is no such selection of yours (any more)");
  }

  /** Ends one use. */
  @FunctionalInterface
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /** Closes it unless somebody uses it; whether it is closed now. */
  synchronized boolean closeIfIdle() throws IOException {
    if (users > 0) {
      return false;
    }
    close();
    return true;
  }

  /** Tells who fetches what, and how much will travel. */
  synchronized void begin() {
    ended = false;
    TransferListener events = outgoing.events();
    long length = outgoing.layout().length();
    events.on(new TransferEvent.Connected(id(), Direction.SEND, by));
    events.on(TransferEvent.Offered.of(outgoing, by));
    events.on(TransferEvent.Accepted.of(outgoing, by, Math.min(length, outgoing.movedHere())));
  }

  /** Tells, once, that the peer has fetched everything and its hashes. */
  public void delivered() {
    Receipt receipt =
        Receipt.delivered(
            outgoing.layout().files(), outgoing.layout().length(), outgoing.withdrawn());
    Outcome.Effort effort =
        new Outcome.Effort(
            outgoing.layout().length(),
            outgoing.movedHere(),
            0,
            outgoing.elapsedNanos(),
            outgoing.meter().reading(),
            outgoing.measurements(System.nanoTime() - outgoing.elapsedNanos()),
            Map.of());
    synchronized (this) {
      delivered = true;
      end(new Outcome.Completed(receipt, effort));
    }
  }

  private synchronized void end(Outcome outcome) {
    if (ended) {
      return;
    }
    ended = true;
    outgoing
        .events()
        .on(new TransferEvent.Ended(id(), Direction.SEND, by, outgoing.header().title(), outcome));
  }

  /** Stops whoever uses it. */
  synchronized void close() throws IOException {
    closed = true;
    try {
      outgoing.close();
    } finally {
      end(
          new Outcome.Interrupted(
              Problem.INTERRUPTED, "this side stopped giving it before all was fetched"));
    }
  }
}
