package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the files of a payload that are not whole. For one thread. */
final class Shortfall {
  private final PayloadLayout layout;
  private final List<Range> missing;
  private final @Nullable EntrySet received;
  private int next;

  /**
   * What is short of this.
   *
   * @param missing bytes that are not there
   * @param received which empty files came, as no byte tells; null if all of them count
   */
  Shortfall(PayloadLayout layout, RangeSet missing, @Nullable EntrySet received) {
    this.layout = layout;
    this.missing = missing.ranges();
    this.received = received;
  }

  /** The files, in one walk over the manifest. Blocks on the disk. */
  EntrySet find() throws IOException {
    BitSet found = new BitSet();
    long position = 0;
    try (Manifest.Cursor cursor = layout.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (entry instanceof FileEntry file && layout.accepted().contains(cursor.index())) {
          if (isShort(cursor.index(), position, file.size())) {
            found.set(Math.toIntExact(cursor.index()));
          }
          position += file.size();
        }
      }
    }
    return EntrySet.of(found);
  }

  private boolean isShort(long index, long from, long size) {
    if (size == 0) {
      return received != null && !received.contains(index);
    }
    while (next < missing.size() && missing.get(next).to() <= from) {
      next++;
    }
    return next < missing.size() && missing.get(next).from() < from + size;
  }
}
