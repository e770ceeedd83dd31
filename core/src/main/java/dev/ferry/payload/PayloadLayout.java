package dev.ferry.payload;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FileKinds;
import dev.ferry.manifest.Manifest;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the accepted files of a manifest lie in their payload. Takes 16 bytes of memory for 1,000
 * entries; the rest stays in the manifest. Immutable and thread-safe; the manifest must stay open
 * while it is used.
 */
public final class PayloadLayout {
  /** Every so many entries the payload position is kept. */
  private static final int STEP = 512;

  private final Manifest manifest;
  private final EntrySet accepted;
  private final long[] positions;
  private final long length;
  private final long files;
  private final FileKinds kinds;
  private final RangeSet holes;

  private PayloadLayout(Manifest manifest, EntrySet accepted) throws IOException {
    this.manifest = manifest;
    this.accepted = accepted;
    positions = new long[Math.toIntExact(manifest.entries() / STEP + 1)];
    HoleCollector collector = new HoleCollector();
    FileKinds.Tally tally = new FileKinds.Tally();
    long position = 0;
    long count = 0;
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (cursor.index() % STEP == 0) {
          positions[(int) (cursor.index() / STEP)] = position;
        }
        if (entry instanceof FileEntry file && accepted.contains(cursor.index())) {
          collector.add(file, position);
          tally.add(file.path());
          position = Math.addExact(position, file.size());
          count++;
        }
      }
    }
    if (manifest.entries() % STEP == 0) {
      positions[positions.length - 1] = position;
    }
    length = position;
    files = count;
    kinds = tally.kinds();
    holes = collector.finish(position);
  }

  /**
   * Lays out a payload. Walks the manifest once, blocking on the disk.
   *
   * @param accepted which entries are part of it; those that are not files do not matter
   */
  public static PayloadLayout of(Manifest manifest, EntrySet accepted) throws IOException {
    return new PayloadLayout(manifest, accepted);
  }

  /** The manifest behind it. */
  public Manifest manifest() {
    return manifest;
  }

  /** The entries that were accepted. */
  public EntrySet accepted() {
    return accepted;
  }

  /** Bytes of the payload. */
  public long length() {
    return length;
  }

  /** How many files are in it, empty ones included. */
  public long files() {
    return files;
  }

  /** What kinds of files those are, by their names. */
  public FileKinds kinds() {
    return kinds;
  }

  /** How many chunks it has. */
  public long chunks() {
    return Chunk.count(length);
  }

  /**
   * The whole chunks that lie in holes of sparse files: known to be zeros on both sides, they never
   * travel, have no hash in a {@link HashTable} and count as held.
   */
  public RangeSet holes() {
    return holes;
  }

  /** What travels if nothing is held yet: everything but {@link #holes}. */
  public RangeSet data() {
    return RangeSet.of(0, length).minus(holes);
  }

  /**
   * Where a file lies. Reads at most {@value #STEP} entries; blocks on the disk.
   *
   * @param index of its entry
   * @throws IllegalArgumentException if that is no file of the payload
   */
  public FilePlace rangeOf(long index) throws IOException {
    if (index < 0 || index >= manifest.entries() || !accepted.contains(index)) {
      throw noFile(index);
    }
    long step = index / STEP;
    long position = positions[Math.toIntExact(step)];
    try (Manifest.Cursor cursor = manifest.walkFrom(step * STEP)) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        long size = entry instanceof FileEntry file ? file.size() : 0;
        if (cursor.index() == index) {
          if (entry instanceof FileEntry) {
            return new FilePlace(index, position, position + size);
          }
          throw noFile(index);
        }
        position += accepted.contains(cursor.index()) ? size : 0;
      }
    }
    throw new IOException("the manifest has fewer entries than when it was laid out");
  }

  private static IllegalArgumentException noFile(long index) {
    return new IllegalArgumentException("entry " + index + " is no file of this payload");
  }

  /** The runs of files that make up the bytes [from, to). Blocks on the disk. */
  public SpanCursor spans(long from, long to) throws IOException {
    if (from < 0 || to < from || to > length) {
      throw new IndexOutOfBoundsException("bytes " + from + "-" + to + " of " + length);
    }
    int found = Arrays.binarySearch(positions, from);
    int step = found >= 0 ? found : -found - 2;
    long start = (long) step * STEP;
    return new SpanCursor(manifest.walkFrom(start), accepted, positions[step], from, to);
  }
}
