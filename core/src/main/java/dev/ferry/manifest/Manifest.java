package dev.ferry.manifest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The ordered list of what a sender offers or a peer shares. It may have millions of entries, so it
 * is walked, not held in memory. Immutable and thread-safe; cursors are not.
 */
public interface Manifest extends AutoCloseable {
  /** How many entries there are. */
  long entries();

  /** How many of the entries are files. */
  long files();

  /** The sizes of all files added up, in bytes. */
  long bytes();

  /** A cursor before the first entry. */
  default Cursor walk() throws IOException {
    return walkFrom(0);
  }

  /** A cursor before the entry with the given index. */
  Cursor walkFrom(long index) throws IOException;

  /** Lets go of the file behind it; cursors that are still open fail afterwards. */
  @Override
  void close() throws IOException;

  /** Walks the entries in order. Not thread-safe; blocks on disk. */
  interface Cursor extends AutoCloseable {
    /** The next entry, or null after the last one. */
    @Nullable Entry next() throws IOException;

    /** The index of the entry that {@link #next} returned last; -1 before the first call. */
    long index();

    @Override
    void close() throws IOException;
  }
}
