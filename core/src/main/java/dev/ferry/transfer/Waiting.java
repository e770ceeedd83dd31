package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the offers that nobody has decided about, so that a peer cannot pile them up, and sees to
 * it that one offer is asked about once. Thread-safe.
 */
final class Waiting {
  /** The most undecided offers of one peer. */
  static final int MOST_OF_ONE = 128;

  /** The most undecided offers in all. */
  static final int MOST = 512;

  private final Map<Fingerprint, Integer> counts = new HashMap<>();
  private final Map<TransferId, Thread> deciding = new HashMap<>();
  private int total;

  /** The thread's right to decide about one offer, until closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Counts one more offer of this peer.
   *
   * @return to be run once when the offer is gone
   * @throws TransferException with {@link Problem#BUSY} if there are too many
   */
  synchronized Runnable enter(Fingerprint from) throws TransferException {
    int own = counts.getOrDefault(from, 0);
    if (own >= MOST_OF_ONE || total >= MOST) {
      throw new TransferException(
          Problem.BUSY, "too many offers wait for an answer there; try again later");
    }
    counts.put(from, own + 1);
    total++;
    return once(() -> leave(from));
  }

  private static Runnable once(Runnable action) {
    var done = new java.util.concurrent.atomic.AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }

  private synchronized void leave(Fingerprint from) {
    counts.computeIfPresent(from, (peer, count) -> count == 1 ? null : count - 1);
    total--;
  }

  /**
   * Makes this thread the one that decides about an offer. One that did so before, for a connection
   * that is gone by now, is interrupted and waited for.
   */
  synchronized Turn decide(TransferId id) throws InterruptedException {
    while (deciding.containsKey(id)) {
      deciding.get(id).interrupt();
      wait();
    }
    Thread self = Thread.currentThread();
    deciding.put(id, self);
    return () -> end(id);
  }

  private synchronized void end(TransferId id) {
    deciding.remove(id);
    notifyAll();
  }
}
