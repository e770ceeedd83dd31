package dev.ferry.payload;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The chunk hashes known so far, 16 bytes each: 1 TB takes 4 MB, and what is not known takes
 * nothing. Thread-safe.
 */
public final class HashTable implements HashSink {
  private static final int PAGE = 1024;

  private final TreeMap<Long, Page> pages = new TreeMap<>();

  private static final class Page {
    final long[] high = new long[PAGE];
    final long[] low = new long[PAGE];
    final boolean[] known = new boolean[PAGE];
  }

  /** Keeps the hash of a chunk, in place of an earlier one. */
  @Override
  public synchronized void accept(long chunk, ChunkHash hash) {
    Page page = pages.computeIfAbsent(chunk / PAGE, p -> new Page());
    int slot = (int) (chunk % PAGE);
    page.high[slot] = hash.high();
    page.low[slot] = hash.low();
    page.known[slot] = true;
  }

  /** The hash of a chunk, or null if it is not known. */
  public synchronized @Nullable ChunkHash get(long chunk) {
    Page page = pages.get(chunk / PAGE);
    int slot = (int) (chunk % PAGE);
    return page == null || !page.known[slot]
        ? null
        : new ChunkHash(page.high[slot], page.low[slot]);
  }

  /** Whether the hash of a chunk is known. */
  public synchronized boolean contains(long chunk) {
    Page page = pages.get(chunk / PAGE);
    return page != null && page.known[(int) (chunk % PAGE)];
  }

  /** Forgets a chunk. */
  public synchronized void remove(long chunk) {
    Page page = pages.get(chunk / PAGE);
    if (page != null) {
      page.known[(int) (chunk % PAGE)] = false;
    }
  }

  /** The chunks whose hashes are known, as bytes of a payload of {@code length} bytes. */
  public synchronized RangeSet covered(long length) {
    List<RangeSet.Range> ranges = new ArrayList<>();
    long from = -1;
    long to = -1;
    for (var entry : pages.entrySet()) {
      for (int slot = 0; slot < PAGE; slot++) {
        if (!entry.getValue().known[slot]) {
          continue;
        }
        long chunk = entry.getKey() * PAGE + slot;
        if (Chunk.start(chunk) != to) {
          addRange(ranges, from, to);
          from = Chunk.start(chunk);
        }
        to = Chunk.end(chunk, length);
      }
    }
    addRange(ranges, from, to);
    return new RangeSet(ranges);
  }

  private static void addRange(List<RangeSet.Range> ranges, long from, long to) {
    if (from >= 0) {
      ranges.add(new RangeSet.Range(from, to));
    }
  }
}
