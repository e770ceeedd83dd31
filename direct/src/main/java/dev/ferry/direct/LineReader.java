package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of NDJSON that end in {@code \n}, none longer than {@link #MAX_LINE}. Blocks on its
 * stream. Not thread-safe.
 */
final class LineReader {
  /** The longest line in bytes: a path or text of the longest kind with every byte escaped. */
  static final int MAX_LINE = 512 << 10;

  private static final int FIRST_BUFFER = 8 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start;
  private int end;
  private long lines;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** How many lines were read. */
  long lines() {
    return lines;
  }

  /**
   * The next line, or null at the end.
   *
   * @throws EOFException if the stream ends inside a line
   * @throws MalformedException if the line is too long or not one JSON object
   */
  @Nullable Fields next() throws IOException {
    byte[] line = nextBytes();
    if (line == null) {
      return null;
    }
    lines++;
    try {
      return StrictJson.parse(line);
    } catch (MalformedException e) {
      throw new MalformedException("line " + lines + ": " + e.getMessage(), e);
    }
  }

  /** The next line, which must be there. */
  Fields require() throws IOException {
    Fields line = next();
    if (line == null) {
      throw new EOFException("ends after line " + lines + ", too early");
    }
    return line;
  }

  private byte @Nullable [] nextBytes() throws IOException {
    int searched = 0;
    while (true) {
      for (int i = start + searched; i < end; i++) {
        if (buffer[i] == '\n') {
          checkLength(i - start);
          byte[] line = Arrays.copyOfRange(buffer, start, i);
          start = i + 1;
          return line;
        }
      }
      searched = end - start;
      if (!fill()) {
        if (searched == 0) {
          return null;
        }
        throw new EOFException("ends inside of line " + (lines + 1));
      }
    }
  }

  /** Reads more behind what is there; false at the end of the stream. */
  private boolean fill() throws IOException {
    checkLength(end - start);
    if (end == buffer.length) {
      byte[] target =
          start > 0 ? buffer : new byte[Math.clamp(buffer.length * 2L, FIRST_BUFFER, MAX_LINE + 1)];
      System.arraycopy(buffer, start, target, 0, end - start);
      buffer = target;
      end -= start;
      start = 0;
    }
    int n = in.read(buffer, end, buffer.length - end);
    if (n < 0) {
      if (end == start) {
        // Nothing follows: whoever reads may wait for minutes now, for a person.
        buffer = new byte[0];
        start = 0;
        end = 0;
      }
      return false;
    }
    end += n;
    return true;
  }

  private void checkLength(int length) throws MalformedException {
    if (length > MAX_LINE) {
      throw new MalformedException("line " + (lines + 1) + " is longer than " + MAX_LINE);
    }
  }
}
