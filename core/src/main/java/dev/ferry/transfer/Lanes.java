package dev.ferry.transfer;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Spreads missing ranges over parallel lanes: each lane takes the next piece when it is done with
 * its last one, so a slow lane does not hold up the others. Serves push and pull alike.
 *
 * <p>Every lane runs on a platform thread of its own, since reading and writing files would hold
 * the few carriers of virtual threads.
 */
public final class Lanes {
  /** The largest piece: long enough that a round trip between two pieces costs nothing. */
  public static final long MAX_PIECE = 256L << 20;

  private final Deque<Range> pieces;
  private final List<Lane> lanes;
  private @Nullable Throwable failure;

  private Lanes(Deque<Range> pieces, List<Lane> lanes) {
    this.pieces = pieces;
    this.lanes = lanes;
  }

  /**
   * Moves all of {@code missing} and returns when it is across. Blocks; closes the lanes at the
   * end, whatever it is.
   *
   * @param name what to call the threads
   * @throws IOException the first failure of a lane, after all the others have stopped
   */
  public static void run(String name, RangeSet missing, List<Lane> lanes) throws IOException {
    long share = missing.bytes() / (4L * lanes.size());
    new Lanes(cut(missing, Math.clamp(share, Chunk.SIZE, MAX_PIECE)), List.copyOf(lanes))
        .runAll(name);
  }

  /** The ranges in pieces of about {@code size} bytes, cut between chunks. */
  static Deque<Range> cut(RangeSet missing, long size) {
    Deque<Range> pieces = new ArrayDeque<>();
    for (Range range : missing.ranges()) {
      long from = range.from();
      while (from < range.to()) {
        long end = (from + size) / Chunk.SIZE * Chunk.SIZE;
        long to = Math.min(range.to(), Math.max(end, from / Chunk.SIZE * Chunk.SIZE + Chunk.SIZE));
        pieces.add(new Range(from, to));
        from = to;
      }
    }
    return pieces;
  }

  private void runAll(String name) throws IOException {
    List<Thread> threads = new ArrayList<>();
    for (Lane lane : lanes) {
      threads.add(Thread.ofPlatform().name(name + "-" + threads.size()).start(() -> runLane(lane)));
    }
    boolean interrupted = false;
    for (Thread thread : threads) {
      interrupted |= !join(thread);
    }
    closeAll();
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the transfer was stopped");
    }
    rethrow();
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

  private void runLane(Lane lane) {
    try {
      for (Range piece = next(); piece != null; piece = next()) {
        lane.move(piece);
      }
    } catch (Throwable e) {
      fail(e);
    }
  }

  private synchronized @Nullable Range next() {
    return failure == null ? pieces.poll() : null;
  }

  private void fail(Throwable cause) {
    synchronized (this) {
      if (failure != null) {
        failure.addSuppressed(cause);
        return;
      }
      failure = cause;
    }
    closeAll();
  }

  private void closeAll() {
    lanes.forEach(Lane::close);
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
