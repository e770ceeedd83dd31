package dev.ferry.transfer;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Spreads missing ranges over parallel lanes. Serves push and pull alike. Holds no state. */
public final class Lanes {
  /** The largest piece: long enough that a round trip between two pieces costs nothing. */
  public static final long MAX_PIECE = 256L << 20;

  private Lanes() {}

  /**
   * Moves all of {@code missing} and returns when it is across. Blocks; closes the lanes at the
   * end, whatever it is.
   *
   * @param name what to call the threads
   * @throws IOException the first failure of a lane, after all the others have stopped
   */
  public static void run(String name, RangeSet missing, List<Lane> lanes) throws IOException {
    long share = missing.bytes() / (4L * lanes.size());
    Deque<Range> pieces = cut(missing, Math.clamp(share, Chunk.SIZE, MAX_PIECE));
    List<WorkQueue.Worker<Range>> workers = new ArrayList<>();
    lanes.forEach(lane -> workers.add(lane::move));
    try {
      new WorkQueue<>(pieces, () -> lanes.forEach(Lane::close)).run(name, workers);
    } finally {
      lanes.forEach(Lane::close);
    }
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
}
