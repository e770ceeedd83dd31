package dev.ferry.localsend;

import java.io.IOException;

/**
 * A prepare that is not answered, and its place among those. It can be given up from any thread, by
 * which whoever decides is interrupted. Thread-safe.
 */
final class PendingPrepare implements AutoCloseable {
  private final Asker asker;
  private final ReceiveSessions sessions;
  private Thread deciding = Thread.currentThread();
  private boolean asking;
  private boolean givenUp;
  private volatile long weight;

  /** A place among those of {@code sessions}. */
  PendingPrepare(Asker asker, ReceiveSessions sessions) {
    this.asker = asker;
    this.sessions = sessions;
  }

  /** Who waits. */
  Asker asker() {
    return asker;
  }

  /** How much memory its list takes; 0 as long as it is not read. */
  long weight() {
    return weight;
  }

  /**
   * Takes room for its list until it is closed.
   *
   * @param bytes about how much memory that takes
   * @throws Refusal if the lists that wait have it all
   */
  void weighs(long bytes) throws Refusal {
    synchronized (sessions) {
      sessions.requireRoom(bytes);
      weight = bytes;
    }
  }

  /** Something that may take minutes. */
  @FunctionalInterface
  interface Question<T> {
    T ask() throws IOException, InterruptedException;
  }

  /**
   * Asks on this thread.
   *
   * @throws InterruptedException if it was given up, or there is nobody to ask any more
   */
  <T> T ask(Question<T> question) throws IOException, InterruptedException {
    synchronized (this) {
      if (givenUp) {
        throw new InterruptedException("given up before it was asked");
      }
      deciding = Thread.currentThread();
      asking = true;
    }
    try {
      return question.ask();
    } finally {
      synchronized (this) {
        asking = false;
        if (givenUp) {
          // It was meant for the question alone, which may have been over by then.
          Thread.interrupted();
        }
      }
    }
  }

  /** Nobody waits for the answer any more. Does not block. */
  synchronized void giveUp() {
    if (!givenUp) {
      givenUp = true;
      if (asking) {
        deciding.interrupt();
      }
    }
  }

  synchronized boolean isGivenUp() {
    return givenUp;
  }

  @Override
  public void close() {
    sessions.leave(this);
  }
}
