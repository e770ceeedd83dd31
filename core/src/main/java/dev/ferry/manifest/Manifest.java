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

  /**
   * A cursor before the entry with the given index, 0 to {@link #entries} (then it has no entry
   * left).
   *
   * @throws IndexOutOfBoundsException if there is no such place
   */
  Cursor walkFrom(long index) throws IOException;

  /**
   * The index of the first entry that does not come before {@code path}; {@link #entries} if all
   * do. It is the index of that path if the manifest has it, else where its descendants begin if it
   * has those. Blocks on disk.
   */
  long seek(RelativePath path) throws IOException;

  /** The index of the entry with exactly this path, or -1. Blocks on disk. */
  default long find(RelativePath path) throws IOException {
    long index = seek(path);
    try (Cursor cursor = walkFrom(index)) {
      Entry entry = cursor.next();
      return entry != null && entry.path().equals(path) ? index : -1;
    }
  }

  /** Lets go of the file behind it; cursors that are still open fail afterwards. */
  @Override
  void close() throws IOException;

  /** Walks the entries in order. Not thread-safe; blocks on disk. */
  interface Cursor extends AutoCloseable {
    /** The next entry, or null after the last one. */
    @Nullable Entry next() throws IOException;

    /**
     * The index of the entry that {@link #next} returned last; before the first call one less than
     * where the cursor started, so -1 after {@link Manifest#walk}.
     */
    long index();

    @Override
    void close() throws IOException;
  }
}
