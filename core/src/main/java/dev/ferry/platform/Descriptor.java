package dev.ferry.platform;

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file descriptor that is closed once, and only when no call uses it any more: the kernel gives
 * its number to the next file that anybody opens. Thread-safe, never waits for other threads.
 */
final class Descriptor {
  private static final int CLOSED = 1;
  private static final int ONE_USE = 2;

  private final int fd;

  /** Twice the number of calls under way, plus {@link #CLOSED}. */
  private final AtomicInteger state = new AtomicInteger();

  Descriptor(int fd) {
    this.fd = fd;
  }

  /** Begins a use; {@link #release} ends it. */
  int acquire() throws ClosedChannelException {
    int now;
    do {
      now = state.get();
      if ((now & CLOSED) != 0) {
        throw new ClosedChannelException();
      }
    } while (!state.compareAndSet(now, now + ONE_USE));
    return fd;
  }

  /**
   * Ends a use, and closes the file if that was asked for meanwhile.
   *
   * @return what closing said, 0 if it was not closed
   */
  long release(Scratch scratch) {
    boolean last = state.addAndGet(-ONE_USE) == CLOSED;
    return last ? Kernel.close(scratch, fd) : 0;
  }

  /**
   * Closes the file, now or after the last use.
   *
   * @return what closing said, 0 if it was not closed now
   */
  long close(Scratch scratch) {
    boolean now = state.getAndUpdate(uses -> uses | CLOSED) == 0;
    return now ? Kernel.close(scratch, fd) : 0;
  }
}
