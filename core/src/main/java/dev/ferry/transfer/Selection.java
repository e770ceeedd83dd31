package dev.ferry.transfer;

import java.io.IOException;

/**
 * What one peer picked from a share: the sending side of a pull. Kept in memory and in a folder of
 * the share; if it is gone, the peer picks again. Thread-safe.
 */
public final class Selection {
  private final RemotePeer by;
  private final Outgoing outgoing;
  private int users;
  private boolean closed;
  private boolean told;

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
    return this::leave;
  }

  private synchronized void leave() {
    users--;
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

  /** Tells how much will travel. */
  void begin() {
    outgoing
        .events()
        .on(
            new TransferEvent.Accepted(
                id(),
                Direction.SEND,
                by,
                outgoing.layout().files(),
                outgoing.layout().length(),
                0));
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
            outgoing.meter().reading());
    end(new Outcome.Completed(receipt, effort));
  }

  private void end(Outcome outcome) {
    synchronized (this) {
      if (told) {
        return;
      }
      told = true;
    }
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
