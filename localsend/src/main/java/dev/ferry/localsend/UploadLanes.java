package dev.ferry.localsend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ships parcels on several threads, each taking the next that waits. The first failure stops all of
 * them. {@link #run} belongs to one thread, the rest is thread-safe.
 */
final class UploadLanes {
  private final String name;
  private final Deque<Parcel> waiting;
  private final Shipper shipper;
  private final Runnable stop;
  private @Nullable Throwable failure;

  /** Does what is to be done with one parcel. */
  @FunctionalInterface
  interface Shipper {
    /** Blocks until it is done; what it throws ends everything. */
    void ship(Parcel parcel) throws IOException;
  }

  /**
   * Lanes for {@code parcels}, in their order.
   *
   * @param name what the threads are called, before a number
   * @param stop makes every shipment under way fail soon
   */
  UploadLanes(String name, Collection<Parcel> parcels, Shipper shipper, Runnable stop) {
    this.name = name;
    this.waiting = new ArrayDeque<>(parcels);
    this.shipper = shipper;
    this.stop = stop;
  }

  /**
   * Ships everything on at most {@code count} threads. Blocks until all of them have ended.
   *
   * @throws IOException the first failure; an {@link InterruptedIOException} if this thread was
   *     interrupted, which stops them too
   */
  void run(int count) throws IOException {
    List<Thread> threads = new ArrayList<>();
    int lanes = Math.min(count, waiting());
    for (int i = 0; i < lanes; i++) {
      threads.add(Thread.ofPlatform().name(name + "-" + i).start(this::runLane));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= !join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    rethrow();
  }

  /** Lets what is being shipped end, and begins nothing more. */
  synchronized void finish() {
    waiting.clear();
  }

  private synchronized int waiting() {
    return waiting.size();
  }

  /** Waits for the thread's end; false if this one was interrupted, which stops the lanes first. */
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

  private void runLane() {
    try {
      for (Parcel parcel = next(); parcel != null; parcel = next()) {
        shipper.ship(parcel);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private synchronized @Nullable Parcel next() {
    return failure == null ? waiting.poll() : null;
  }

  private void fail(Throwable cause) {
    synchronized (this) {
      if (failure != null) {
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
