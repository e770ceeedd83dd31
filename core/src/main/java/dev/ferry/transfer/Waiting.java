package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import java.util.HashMap;
import java.util.Map;

/**
 * Sees to it that one offer is asked about once, by one thread, and that no other peer's offer has
 * its id meanwhile. Thread-safe.
 */
final class Waiting {
  private final Map<TransferId, Turn> deciding = new HashMap<>();
  private boolean closed;

  /** A question that may take minutes. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws InterruptedException;
  }

  /** The thread's right to decide about one offer, until closed. */
  final class Turn implements AutoCloseable {
    private final TransferId id;
    private final Fingerprint from;
    private final Thread thread = Thread.currentThread();
    private boolean asking;
    private boolean superseded;

    private Turn(TransferId id, Fingerprint from) {
      this.id = id;
      this.from = from;
    }

    /**
     * Asks. Only here the thread is interrupted if the same offer comes again, or nobody receives
     * any more: what was answered is carried out in peace.
     *
     * @throws InterruptedException then, unless there was an answer already
     */
    <T> T ask(Question<T> question) throws InterruptedException {
      beginAsking();
      try {
        return question.ask();
      } finally {
        endAsking();
      }
    }

    private void beginAsking() throws InterruptedException {
      synchronized (Waiting.this) {
        if (superseded || closed) {
          throw new InterruptedException("nobody waits for this answer any more");
        }
        asking = true;
      }
    }

    private void endAsking() {
      synchronized (Waiting.this) {
        asking = false;
        if (superseded) {
          // The interrupt was meant for the question, which is over.
          Thread.interrupted();
        }
      }
    }

    private void supersede() {
      superseded = true;
      if (asking) {
        thread.interrupt();
      }
    }

    @Override
    public void close() {
      end(id);
    }
  }

  /**
   * Makes this thread the one that decides about an offer. One that did so before, for a connection
   * that is gone by now, is told to stop asking, and waited for: what it decided stands.
   *
   * @throws TransferException with {@link Problem#BAD_REQUEST} if the id is that of another peer's
   *     offer: whoever answers by the id would answer the wrong one
   */
  synchronized Turn decide(TransferId id, Fingerprint from)
      throws InterruptedException, TransferException {
    for (Turn before = deciding.get(id); before != null; before = deciding.get(id)) {
      if (!before.from.equals(from)) {
        throw new TransferException(Problem.BAD_REQUEST, "this transfer id is taken");
      }
      before.supersede();
      wait();
    }
    Turn turn = new Turn(id, from);
    deciding.put(id, turn);
    return turn;
  }

  private synchronized void end(TransferId id) {
    deciding.remove(id);
    notifyAll();
  }

  /** Ends all questions, and lets none be asked any more. Does not wait. */
  synchronized void close() {
    closed = true;
    deciding.values().forEach(Turn::supersede);
  }
}
