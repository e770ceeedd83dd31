package dev.ferry.inbox;

import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forces what was received to the disk about once a second: first the data, then a mark in the
 * journal that everything before counts, whatever happens to the machine. Writers go on meanwhile.
 * It has a thread of its own, as the disk may take long; the thread runs from the first {@link
 * #wake} until {@link #stop}.
 */
final class Checkpointer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final Journal journal;
  private final DirtyFiles dirty;
  private final Loss loss;

  /** Held while data and journal are forced. */
  private final ReentrantLock forcing = new ReentrantLock();

  /** Guards the fields below; never waited for while forcing. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread;
  private boolean needed;
  private boolean stopping;
  private boolean closed;
  private @Nullable IOException failure;
  private int failures;
  private long forcedSlots;

  /** Who must know what the disk could keep of what it was given. */
  interface Loss {
    /** What the journal tells before slot {@code slot} is on the disk. */
    void forcedUpTo(long slot);

    /** Stops counting what the journal tells from slot {@code since} on. */
    void forgetSince(long since) throws IOException;
  }

  /** Everything the journal tells so far counts as forced up to {@code forcedSlots}. */
  Checkpointer(String name, Journal journal, DirtyFiles dirty, long forcedSlots, Loss loss) {
    this.name = name;
    this.journal = journal;
    this.dirty = dirty;
    this.forcedSlots = forcedSlots;
    this.loss = loss;
  }

  /** Tells it that there is something to force within a second. */
  void wake() {
    lock.lock();
    try {
      needed = true;
      if (thread == null && !stopping && !closed) {
        thread = Thread.ofPlatform().daemon().name("ferry-checkpoint-" + name).start(this::run);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Throws what the last attempt to force ended with; a new one is made every second. */
  void throwIfFailing() throws IOException {
    lock.lock();
    try {
      if (failure != null) {
        throw copyOf(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** How often forcing has failed. */
  int failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Throws if forcing has failed since {@link #failures} told {@code before}, even if it succeeded
   * later: the disk may have dropped bytes that were written in between.
   */
  void throwIfFailedSince(int before) throws IOException {
    lock.lock();
    try {
      if (failures != before) {
        throw failure == null
            ? new IOException("the disk failed and has recovered: write this range again")
            : copyOf(failure);
      }
    } finally {
      lock.unlock();
    }
  }

  /** The same exception must not be thrown twice: one could be told to suppress itself. */
  private static IOException copyOf(IOException e) {
    return switch (e) {
      case NoSpaceException full -> new NoSpaceException(full.getFile(), full.getReason());
      case StorageGoneException gone -> new StorageGoneException(gone.getFile(), gone.getReason());
      default -> new IOException(e.getMessage(), e);
    };
  }

  /** Forces what was written before this call. Blocks until it is on the disk. */
  void checkpoint() throws IOException {
    force(dirty, false);
  }

  /** Forces these files, whoever wrote them, and all that {@link #checkpoint} would. */
  void checkpoint(DirtyFiles files) throws IOException {
    force(files, true);
  }

  private void force(DirtyFiles files, boolean always) throws IOException {
    forcing.lock();
    try {
      long slots = journal.slots();
      if (always || slots > forcedSlots || hasFailed()) {
        forceData(files);
        journal.append(new JournalRecord.Forced(slots));
        journal.force();
        forcedSlots = slots + 1;
        loss.forcedUpTo(slots);
      }
      noteOutcome(null);
    } catch (IOException e) {
      noteOutcome(e);
      throw e;
    } finally {
      forcing.unlock();
    }
  }

  /** After a failure the disk may have dropped anything since the last success: it is forgotten. */
  private void forceData(DirtyFiles files) throws IOException {
    try {
      files.force();
    } catch (IOException e) {
      try {
        loss.forgetSince(forcedSlots);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private void run() {
    while (awaitWork()) {
      try {
        checkpoint();
      } catch (IOException e) {
        LOG.debug("could not force {}", name, e);
        wake();
      }
    }
  }

  /** Waits until something is to be forced, and then until a second is over; false at the end. */
  private boolean awaitWork() {
    lock.lock();
    try {
      while (!needed && !stopping) {
        changed.awaitUninterruptibly();
      }
      long left = INTERVAL_NANOS;
      while (left > 0 && !stopping) {
        left = changed.awaitNanos(left);
      }
      needed = false;
      return !stopping;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasFailed() {
    lock.lock();
    try {
      return failure != null;
    } finally {
      lock.unlock();
    }
  }

  private void noteOutcome(@Nullable IOException e) {
    lock.lock();
    try {
      failure = e;
      failures += e == null ? 0 : 1;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread until the next {@link #wake}, without forcing; waits for it. */
  void stop() {
    Thread running;
    lock.lock();
    try {
      stopping = true;
      running = thread;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (running != null) {
      joinUninterruptibly(running);
    }
    lock.lock();
    try {
      stopping = false;
      thread = null;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the thread for good, without forcing anything. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    stop();
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
