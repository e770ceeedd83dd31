package dev.ferry.transfer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pieces of work that several workers do side by side: each takes the next one when it is done with
 * its last, so a slow worker does not hold up the others. The first failure stops all of them.
 * {@link #run} belongs to one thread, the rest is thread-safe.
 *
 * <p>Every worker runs on a platform thread of its own, since reading and writing files would hold
 * the few carriers of virtual threads.
 */
public final class WorkQueue<T> {
  private final Deque<T> waiting;
  private final Runnable stop;
  private @Nullable Throwable failure;

  /** Does one piece after the other, on one thread. */
  @FunctionalInterface
  public interface Worker<T> {
    /** Blocks until the piece is done; what it throws ends everything. */
    void work(T piece) throws IOException;
  }

  /**
   * A queue of {@code pieces}, in their order.
   *
   * @param stop makes every worker that is busy fail soon; called at most once for each failure
   */
  public WorkQueue(Collection<T> pieces, Runnable stop) {
    this.waiting = new ArrayDeque<>(pieces);
    this.stop = stop;
  }

  /**
   * Does everything. Blocks until all workers have ended.
   *
   * @param name what the threads are called, before a number
   * @param workers those that there are no pieces for are not asked
   * @throws IOException the first failure; an {@link InterruptedIOException} if this thread was
   *     interrupted, which stops them too
   */
  public void run(String name, List<? extends Worker<T>> workers) throws IOException {
    List<Thread> threads = new ArrayList<>();
    for (Worker<T> worker : workers.subList(0, Math.min(workers.size(), size()))) {
      threads.add(
          Thread.ofPlatform().name(name + "-" + threads.size()).start(() -> runWorker(worker)));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= !join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the transfer was stopped");
    }
    rethrow();
  }

  /** Lets workers that are busy end, and begins nothing more. */
  public synchronized void finish() {
    waiting.clear();
  }

  private synchronized int size() {
    return waiting.size();
  }

  /** Waits for the thread's end; false if this one was interrupted, which stops all work first. */
  private boolean join(Thread thread) {
    boolean undisturbed = true;
    while (true) {
      try {
        thread.join();
        return undisturbed;
      } catch (InterruptedException e) {
        undisturbed = false;
        fail(new InterruptedIOException("the transfer was stopped"));
      }
    }
  }

  private void runWorker(Worker<T> worker) {
    try {
      for (T piece = next(); piece != null; piece = next()) {
        worker.work(piece);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private synchronized @Nullable T next() {
    return failure == null ? waiting.poll() : null;
  }

  private void fail(Throwable cause) {
    synchronized (this) {
      if (failure != null) {
        failure.addSuppressed(cause);
        return;
      }
      failure = cause;
    }
    stop.run();
  }

  private synchronized void rethrow() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IOException(failure);
    }
  }
}
