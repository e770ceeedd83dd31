package dev.ferry.payload;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Manifest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks the runs of files in a range of a payload, in order. Not thread-safe. */
public final class SpanCursor implements AutoCloseable {
  private final Manifest.Cursor cursor;
  private final EntrySet accepted;
  private final long from;
  private final long to;
  private long position;

  /** Walks from an entry that begins at {@code position}, not behind {@code from}. */
  SpanCursor(Manifest.Cursor cursor, EntrySet accepted, long position, long from, long to) {
    this.cursor = cursor;
    this.accepted = accepted;
    this.position = position;
    this.from = from;
    this.to = to;
  }

  /** The next run, or null after the last one. Files of size 0 have none. Blocks on the disk. */
  public @Nullable Span next() throws IOException {
    while (position < to) {
      Entry entry = cursor.next();
      if (entry == null) {
        throw new IOException("the manifest has fewer bytes than when it was laid out");
      }
      if (entry instanceof FileEntry file && accepted.contains(cursor.index())) {
        long start = position;
        position += file.size();
        if (position > from && file.size() > 0) {
          long first = Math.max(start, from);
          long length = Math.min(position, to) - first;
          return new Span(cursor.index(), file, first - start, length, first);
        }
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
