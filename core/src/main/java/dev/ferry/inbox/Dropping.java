package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Drop;
import dev.ferry.inbox.JournalRecord.Part;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.PayloadLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds out what is left of chunks when some of their bytes do not count any more. */
final class Dropping {
  private final PayloadLayout layout;
  private final Holdings holdings;
  private final StagedHashes hashes;

  Dropping(PayloadLayout layout, Holdings holdings, StagedHashes hashes) {
    this.layout = layout;
    this.holdings = holdings;
    this.hashes = hashes;
  }

  /**
   * The payload without the bytes [from, to), to be journalled; empty if none of them is held.
   * Reads staged bytes where what is held reaches over them.
   */
  List<Drop> without(long from, long to) throws IOException {
    List<Drop> drops = new ArrayList<>();
    for (long chunk = Chunk.of(from); Chunk.start(chunk) < to; chunk++) {
      long start = Chunk.start(chunk);
      int first = (int) (Math.max(from, start) - start);
      int end = (int) (Math.min(to, start + sizeOf(chunk)) - start);
      List<Part> over = new ArrayList<>(held(chunk));
      over.removeIf(part -> part.to() <= first || end <= part.from());
      if (!over.isEmpty()) {
        List<Part> kept = new ArrayList<>();
        for (Part part : over) {
          kept.addAll(cut(part, first, end));
        }
        drops.add(new Drop(chunk, first, end, kept));
      }
    }
    return drops;
  }

  private List<Part> cut(Part part, int from, int to) throws IOException {
    boolean whole = from <= part.from() && part.to() <= to;
    return whole ? List.of() : hashes.without(part, from, to);
  }

  private List<Part> held(long chunk) {
    ChunkHash whole = holdings.hash(chunk);
    return whole == null
        ? holdings.partsOf(chunk)
        : List.of(new Part(chunk, 0, sizeOf(chunk), whole));
  }

  /** A chunk of which only those of {@code parts} count that are staged as the journal says. */
  Drop allBut(long chunk, List<Part> parts) throws IOException {
    List<Part> intact = new ArrayList<>();
    for (Part part : parts) {
      if (hashes.hasherOf(part) != null) {
        intact.add(part);
      }
    }
    return new Drop(chunk, 0, sizeOf(chunk), intact);
  }

  private int sizeOf(long chunk) {
    return (int) (Chunk.end(chunk, layout.length()) - Chunk.start(chunk));
  }
}
