package dev.ferry.platform;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps scratches for the next call, as many as can be in use at once on a usual machine. A thread
 * that finds none gets a new one, and the garbage collector takes what finds no place. Not by
 * ThreadLocal: virtual threads come by the thousand. Thread-safe, never blocks.
 *
 * <p>A virtual thread that always finds data to write never gives up its carrier by itself. So
 * every few milliseconds the end of a call here lets the others have theirs.
 */
final class ScratchPool {
  private static final int SLOTS = 32;

  private final AtomicReferenceArray<@Nullable Scratch> slots = new AtomicReferenceArray<>(SLOTS);

  /** A scratch for the caller alone, until it is given back. */
  Scratch take() {
    int start = start();
    for (int i = 0; i < SLOTS; i++) {
      int slot = (start + i) % SLOTS;
      Scratch scratch = slots.get(slot);
      if (scratch != null && slots.compareAndSet(slot, scratch, null)) {
        return scratch;
      }
    }
    return new Scratch();
  }

  /** Gives back what {@link #take} lent. */
  void give(Scratch scratch) {
    boolean turnIsOver = scratch.isTurnOver();
    putBack(scratch);
    if (turnIsOver && Thread.currentThread().isVirtual()) {
      LockSupport.parkNanos(1); // not yield: that prefers those who wait at the same carrier
    }
  }

  private void putBack(Scratch scratch) {
    int start = start();
    for (int i = 0; i < SLOTS; i++) {
      int slot = (start + i) % SLOTS;
      if (slots.get(slot) == null && slots.compareAndSet(slot, null, scratch)) {
        return;
      }
    }
  }

  /** Threads start looking at different slots, so they seldom meet. */
  private static int start() {
    return (int) (Thread.currentThread().threadId() % SLOTS);
  }
}
