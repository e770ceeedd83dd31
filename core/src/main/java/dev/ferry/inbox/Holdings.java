package dev.ferry.inbox;

import dev.ferry.inbox.JournalRecord.Part;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.HashTable;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which bytes of a payload are staged: whole chunks, and parts of others. Thread-safe. */
final class Holdings {
  private final PayloadLayout layout;
  private final HashTable hashes = new HashTable();
  private final TreeMap<Long, List<Part>> parts = new TreeMap<>();

  Holdings(PayloadLayout layout) {
    this.layout = layout;
  }

  /** Counts a whole chunk. */
  synchronized void held(long chunk, ChunkHash hash) {
    hashes.accept(chunk, hash);
    parts.remove(chunk);
  }

  /** Counts a part of a chunk, in place of those that it covers. */
  synchronized void part(Part part) {
    if (hashes.contains(part.chunk())) {
      return;
    }
    List<Part> others = parts.computeIfAbsent(part.chunk(), chunk -> new ArrayList<>());
    others.removeIf(other -> part.from() <= other.from() && other.to() <= part.to());
    others.add(part);
    others.sort(Comparator.comparingInt(Part::from));
  }

  /** Counts nothing of a chunk any more. */
  synchronized void forget(long chunk) {
    hashes.remove(chunk);
    parts.remove(chunk);
  }

  /** Does not count some bytes of a chunk any more. */
  synchronized void drop(JournalRecord.Drop drop) {
    hashes.remove(drop.chunk());
    List<Part> left = new ArrayList<>(partsOf(drop.chunk()));
    left.removeIf(part -> part.from() < drop.to() && drop.from() < part.to());
    left.addAll(drop.kept());
    left.sort(Comparator.comparingInt(Part::from));
    parts.remove(drop.chunk());
    if (!left.isEmpty()) {
      parts.put(drop.chunk(), left);
    }
  }

  /** The hash of a whole chunk, or null if it is not held. */
  @Nullable ChunkHash hash(long chunk) {
    return hashes.get(chunk);
  }

  /** The parts held of a chunk that is not held whole, in order. */
  synchronized List<Part> partsOf(long chunk) {
    return List.copyOf(parts.getOrDefault(chunk, List.of()));
  }

  /** Whether the parts of a chunk make it whole. */
  synchronized boolean isCovered(long chunk) {
    int end = 0;
    for (Part part : parts.getOrDefault(chunk, List.of())) {
      if (part.from() > end) {
        return false;
      }
      end = Math.max(end, part.to());
    }
    return end == Chunk.end(chunk, layout.length()) - Chunk.start(chunk);
  }

  /** What is neither held nor a hole. */
  synchronized RangeSet missing() {
    List<Range> ranges = new ArrayList<>();
    for (List<Part> list : parts.values()) {
      for (Part part : list) {
        long start = Chunk.start(part.chunk());
        ranges.add(new Range(start + part.from(), start + part.to()));
      }
    }
    RangeSet held = RangeSet.merged(ranges).plus(hashes.covered(layout.length()));
    return layout.data().minus(held);
  }
}
