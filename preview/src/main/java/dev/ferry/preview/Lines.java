package dev.ferry.preview;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, one after the other; of a long one only the beginning is kept. Lines end
 * with LF, CR LF or CR. Not thread-safe.
 */
final class Lines {
  private final Reader reader;
  private final int most;
  private final char[] buffer = new char[16 << 10];
  private int next;
  private int end;
  private boolean afterReturn;

  /** At most {@code most} characters of each line are kept. */
  Lines(Reader reader, int most) {
    this.reader = reader;
    this.most = most;
  }

  /** The next line without its end, with an ellipsis if it is not all; null after the last. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    return skip(line) ? Words.cut(line.toString(), most) : null;
  }

  /** How many lines are left; reads them all. */
  long countRest() throws IOException {
    long count = 0;
    while (skip(null)) {
      count++;
    }
    return count;
  }

  private boolean skip(@Nullable StringBuilder line) throws IOException {
    boolean any = false;
    while (fill()) {
      char c = buffer[next];
      if (c == '\n' && afterReturn) {
        next++;
        afterReturn = false;
        continue;
      }
      any = true;
      int from = next;
      while (next < end && buffer[next] != '\n' && buffer[next] != '\r') {
        next++;
      }
      if (line != null && line.length() <= most) {
        line.append(buffer, from, Math.min(next - from, most + 1 - line.length()));
      }
      afterReturn = false;
      if (next < end) {
        afterReturn = buffer[next] == '\r';
        next++;
        return true;
      }
    }
    return any;
  }

  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, reader.read(buffer));
    }
    return end > 0;
  }
}
