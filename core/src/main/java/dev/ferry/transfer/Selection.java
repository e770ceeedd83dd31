package dev.ferry.transfer;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What one peer picked from a share: the sending side of a pull. Kept in memory and in a folder of
 * the share; if it is gone, the peer picks again. Thread-safe.
 */
public final class Selection {
  private final RemotePeer by;
  private final Outgoing outgoing;
  private final AtomicInteger users = new AtomicInteger();
  private final AtomicBoolean delivered = new AtomicBoolean();

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

  /** Keeps the selection from being dropped until the result is closed. */
  public Use use() {
    users.incrementAndGet();
    return users::decrementAndGet;
  }

  /** Ends one use. */
  @FunctionalInterface
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }

  boolean idle() {
    return users.get() == 0;
  }

  /** Tells, once, that the peer has fetched everything and its hashes. */
  public void delivered() {
    if (!delivered.compareAndSet(false, true)) {
      return;
    }
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
    outgoing
        .events()
        .on(
            new TransferEvent.Ended(
                id(),
                Direction.SEND,
                by,
                outgoing.header().title(),
                new Outcome.Completed(receipt, effort)));
  }

  void close() throws IOException {
    outgoing.close();
  }
}
