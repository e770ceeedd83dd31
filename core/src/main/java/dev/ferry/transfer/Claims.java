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
  private final List<Claim> active = new ArrayList<>();

  /** A range that is being written, until closed. */
  final class Claim implements AutoCloseable {
    private final Range range;
    private final Closeable connection;

    private Claim(Range range, Closeable connection) {
      this.range = range;
      this.connection = connection;
    }

    @Override
    public void close() {
      release(this);
    }
  }

  /**
   * Claims {@code range}. Older claims that overlap are made to fail by closing their connections,
   * and waited for: what they wrote is settled when this returns.
   */
  synchronized Claim take(Range range, Closeable connection) throws IOException {
    while (true) {
      List<Claim> older = active.stream().filter(claim -> overlap(claim.range, range)).toList();
      if (older.isEmpty()) {
        Claim claim = new Claim(range, connection);
        active.add(claim);
        return claim;
      }
      for (Claim claim : older) {
        claim.connection.close();
      }
      await();
    }
  }

  /** Closes the connections of all claims, now and without waiting. */
  synchronized void closeAll() {
    for (Claim claim : active) {
      try {
        claim.connection.close();
      } catch (IOException e) {
        // It is broken already, which is all that was wanted.
      }
    }
  }

  /** Waits until nothing is being written. */
  synchronized void awaitNone() throws IOException {
    while (!active.isEmpty()) {
      await();
    }
  }

  /** Whether anything is being written. */
  synchronized boolean any() {
    return !active.isEmpty();
  }

  private synchronized void release(Claim claim) {
    active.remove(claim);
    notifyAll();
  }

  @SuppressWarnings("WaitNotInLoop") // the callers loop
  private synchronized void await() throws IOException {
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
