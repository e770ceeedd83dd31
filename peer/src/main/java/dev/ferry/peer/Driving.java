package dev.ferry.peer;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The transfers that this side drives at the moment, so that each can be stopped by itself.
 * Thread-safe.
 */
final class Driving {
  private final Map<TransferId, Turn> turns = new HashMap<>();

  /** One transfer while it is driven, until closed. */
  final class Turn implements AutoCloseable {
    private final TransferId id;
    private @Nullable Closeable way;
    private boolean stopped;

    private Turn(TransferId id) {
      this.id = id;
    }

    /** From now on, closing {@code moving} stops it. */
    void by(Closeable moving) {
      synchronized (Driving.this) {
        way = moving;
        if (!stopped) {
          return;
        }
      }
      closeQuietly(moving);
    }

    /**
     * Refuses a step after it was stopped.
     *
     * @throws TransferException with {@link Problem#INTERRUPTED}
     */
    void checkGoing() throws TransferException {
      synchronized (Driving.this) {
        if (stopped) {
          throw new TransferException(Problem.INTERRUPTED, "stopped before the end");
        }
      }
    }

    @Override
    public void close() {
      synchronized (Driving.this) {
        turns.remove(id, this);
        Driving.this.notifyAll();
      }
    }
  }

  /** Notes that a transfer is driven from now on. */
  synchronized Turn begin(TransferId id) {
    Turn turn = new Turn(id);
    turns.put(id, turn);
    return turn;
  }

  /** Whether a transfer is driven here at the moment. */
  synchronized boolean holds(TransferId id) {
    return turns.containsKey(id);
  }

  /** Stops a transfer, which stays resumable; false if it is not driven here. Does not wait. */
  boolean stop(TransferId id) {
    Closeable moving;
    synchronized (this) {
      Turn turn = turns.get(id);
      if (turn == null) {
        return false;
      }
      turn.stopped = true;
      moving = turn.way;
    }
    if (moving != null) {
      closeQuietly(moving);
    }
    return true;
  }

  /** Waits until it is not driven any more; false if that takes longer. */
  synchronized boolean awaitEnd(TransferId id, Duration longest) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (turns.containsKey(id)) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  private static void closeQuietly(Closeable moving) {
    try {
      moving.close();
    } catch (IOException e) {
      // It is broken already, which is all that was wanted.
      return;
    }
  }
}
