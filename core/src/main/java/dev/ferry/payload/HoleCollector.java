package dev.ferry.payload;

import dev.ferry.manifest.FileEntry;
import dev.ferry.payload.RangeSet.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the whole chunks that lie in holes while the files of a payload come by in order. Holes
 * that meet at the border of two files are one. Both peers must find the same, so what counts is
 * part of the protocol.
 */
final class HoleCollector {
  /** No more than so many ranges are kept, the first ones; later holes travel as zeros. */
  static final int MAX_RANGES = 65_536;

  private final List<Range> ranges = new ArrayList<>();
  private long from = -1;
  private long to = -1;

  /** Adds a file whose first byte lies at {@code position} of the payload. */
  void add(FileEntry file, long position) {
    if (file.islands().whole()) {
      return;
    }
    for (long offset = 0; offset < file.size(); ) {
      long end = IslandMap.runEnd(file, offset);
      if (!IslandMap.isData(file, offset)) {
        addHole(position + offset, position + end);
      }
      offset = end;
    }
  }

  private void addHole(long start, long end) {
    if (start != to) {
      keep(to / Chunk.SIZE * Chunk.SIZE);
      from = start;
    }
    to = end;
  }

  /** The whole chunks in holes, of a payload of {@code length} bytes. */
  RangeSet finish(long length) {
    keep(to == length ? length : to / Chunk.SIZE * Chunk.SIZE);
    return new RangeSet(ranges);
  }

  private void keep(long end) {
    long start = Chunk.start(Chunk.count(from));
    if (from >= 0 && start < end && ranges.size() < MAX_RANGES) {
      ranges.add(new Range(start, end));
    }
  }
}
