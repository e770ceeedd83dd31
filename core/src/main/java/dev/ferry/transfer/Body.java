package dev.ferry.transfer;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a connection brings in pieces worth writing: full buffers on a fast link, what came in
 * a fraction of a second on a slow one, so that little is lost when it breaks. Not thread-safe.
 */
final class Body {
  /** Bytes of a full piece. */
  static final int BUFFER = 256 << 10;

  private static final long LINGER_NANOS = 250_000_000L;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];

  Body(InputStream in) {
    this.in = in;
  }

  /** What was read last. */
  byte[] buffer() {
    return buffer;
  }

  /**
   * Reads the next piece of at most {@code most} bytes and returns its length; -1 at the end. If
   * the connection breaks after some bytes, these are returned and the next call throws.
   */
  int read(long most) throws BrokenConnectionException {
    int wanted = (int) Math.min(BUFFER, most);
    int length = 0;
    long begun = 0;
    try {
      while (length < wanted) {
        int n = in.read(buffer, length, wanted - length);
        if (n < 0) {
          return length == 0 ? -1 : length;
        }
        long now = System.nanoTime();
        begun = length == 0 ? now : begun;
        length += n;
        if (now - begun > LINGER_NANOS) {
          return length;
        }
      }
      return length;
    } catch (IOException e) {
      if (length > 0) {
        return length;
      }
      throw new BrokenConnectionException(e);
    }
  }
}
