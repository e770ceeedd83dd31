package dev.ferry.payload;

import dev.ferry.platform.FileStamp;
import java.util.HashMap;
import java.util.Map;

/**
 * When the sources that lie in more than one chunk were changed last (ctime), as they were first
 * seen, in this process or in one before it: a file of which a part was sent days ago must still be
 * that file, whatever its size and time of modification say. A file that lies in one chunk needs
 * none of this: if its parts do not fit each other, the hash of its chunk tells.
 *
 * <p>Of each file 8 bytes are kept, under the first border between chunks that it crosses. Device
 * and inode are not: both are others when a disk is unplugged and comes back. Thread-safe.
 */
public final class ChangeTimes {
  private static final int PAGE = 1024;

  private final Map<Long, long[]> pages = new HashMap<>();
  private final Listener listener;

  /** Hears of each file once, before any of its bytes are given away. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A file was seen.
     *
     * @param border the number of the chunk that begins at the first border in the file
     * @param changedNanos of its stamp, never 0
     */
    void saw(long border, long changedNanos);
  }

  /** Nothing was seen yet. */
  public ChangeTimes(Listener listener) {
    this.listener = listener;
  }

  /** What {@link Listener#saw} told a process before this one. */
  public synchronized void restore(long border, long changedNanos) {
    page(border)[slot(border)] = changedNanos;
  }

  /** Whether the file of a span is, as far as this can tell, the one that was seen first. */
  boolean isTheOneSeenFirst(Span span, FileStamp stamp) {
    long start = span.position() - span.fileOffset();
    long border = Chunk.of(start) + 1;
    if (stamp.changedNanos() == 0 || Chunk.start(border) >= start + span.file().size()) {
      return true;
    }
    synchronized (this) {
      long[] page = page(border);
      int slot = slot(border);
      if (page[slot] == 0) {
        page[slot] = stamp.changedNanos();
        listener.saw(border, stamp.changedNanos());
      }
      return page[slot] == stamp.changedNanos();
    }
  }

  private long[] page(long border) {
    return pages.computeIfAbsent(border / PAGE, number -> new long[PAGE]);
  }

  private static int slot(long border) {
    return (int) (border % PAGE);
  }
}
