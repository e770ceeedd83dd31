package dev.ferry.transfer;

import dev.ferry.payload.RangeSet.Range;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ranges of a payload are being written at the moment, so that no two connections write the
 * same bytes. The newest wins: a connection that hangs must not keep its successor out.
 * Thread-safe.
 */
final class Claims {
  /** What the other side is told while the receiving person has paused it. */
  static final String HELD = "the receiver has paused it";

  private final List<Claim> active = new ArrayList<>();
  private int waiting;
  private boolean shut;
  private boolean settled;
  private boolean held;

  /** A range that is being written, until closed. */
  final class Claim implements AutoCloseable {
    private final Range range;
    private final Closeable connection;
    private volatile boolean ended;

    private Claim(Range range, Closeable connection) {
      this.range = range;
      this.connection = connection;
    }

    /**
     * Stops the one who writes, even if bytes are at hand that came before its connection was
     * closed.
     */
    void checkOpen() throws BrokenConnectionException {
      if (ended) {
        throw new BrokenConnectionException("another connection goes on, or nobody does");
      }
    }

    /** Whether it was ended by whoever needs the range, or needs nobody to write. */
    boolean isEnded() {
      return ended;
    }

    private void end() {
      ended = true;
      try {
        connection.close();
      } catch (IOException e) {
        // It is broken already, which is all that was wanted.
      }
    }

    @Override
    public void close() {
      release(this);
    }
  }

  /**
   * Claims {@code range}. Older claims that overlap are made to fail by closing their connections,
   * and waited for: what they wrote is settled when this returns.
   *
   * @throws TransferException as {@link #checkOpen}, if nothing may be written any more
   * @throws InterruptedIOException if the thread is interrupted while it waits
   */
  synchronized Claim take(Range range, Closeable connection)
      throws TransferException, InterruptedIOException {
    waiting++;
    try {
      while (closeThoseIn(range)) {
        await();
      }
    } finally {
      waiting--;
    }
    checkOpen();
    Claim claim = new Claim(range, connection);
    active.add(claim);
    return claim;
  }

  private boolean closeThoseIn(Range range) {
    List<Claim> older = active.stream().filter(claim -> overlap(claim.range, range)).toList();
    older.forEach(Claim::end);
    return !older.isEmpty();
  }

  /**
   * Lets nobody in any more, ends all claims by closing their connections, and waits for them: not
   * for long, and whatever interrupts this thread.
   */
  synchronized void shut() {
    shut = true;
    endAll();
  }

  /** As {@link #shut}, because the transfer ends with what has come. */
  synchronized void settle() {
    settled = true;
    endAll();
  }

  /** As {@link #shut}, until {@link #release()}: somebody here wants it to wait. */
  synchronized void hold() {
    held = true;
    endAll();
  }

  /** Lets connections in again after {@link #hold}; false if that was not called. */
  synchronized boolean release() {
    boolean was = held;
    held = false;
    return was;
  }

  private void endAll() {
    active.forEach(Claim::end);
    boolean interrupted = false;
    while (!active.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Refuses a step after {@link #shut}, {@link #settle} or {@link #hold}.
   *
   * @throws TransferException as {@link #checkNotShut}; {@link Problem#CANCELLED} if it is settled;
   *     {@link Problem#BUSY} if it is held, which passes
   */
  synchronized void checkOpen() throws TransferException {
    checkNotShut();
    if (settled) {
      throw new TransferException(
          Problem.CANCELLED, "the transfer is being ended with what has arrived");
    }
    if (held) {
      throw new TransferException(Problem.BUSY, HELD);
    }
  }

  /**
   * Refuses a step after {@link #shut}.
   *
   * @throws TransferException {@link Problem#UNREACHABLE}: another process may go on
   */
  synchronized void checkNotShut() throws TransferException {
    if (shut) {
      throw new TransferException(
          Problem.UNREACHABLE, "this peer receives nothing at the moment; it may later");
    }
  }

  /** Whether nobody is let in any more. */
  synchronized boolean isClosed() {
    return shut || settled;
  }

  /** Whether {@link #shut} was called. */
  synchronized boolean isShut() {
    return shut;
  }

  /** Waits until nothing is being written. */
  synchronized void awaitNone() throws InterruptedIOException {
    while (!active.isEmpty()) {
      await();
    }
  }

  /** Whether anything is being written, or is about to be. */
  synchronized boolean any() {
    return !active.isEmpty() || waiting > 0;
  }

  private synchronized void release(Claim claim) {
    active.remove(claim);
    notifyAll();
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private synchronized void await() throws InterruptedIOException {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for another connection");
    }
  }

  private static boolean overlap(Range a, Range b) {
    return a.from() < b.to() && b.from() < a.to();
  }
}
