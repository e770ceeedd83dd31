package dev.ferry.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body, unpacked if it was packed, that ends with a {@link TooLongException} if it is too long
 * or, packed, grows out of proportion. Not thread-safe.
 */
public final class BoundedBody extends FilterInputStream {
  private final long most;
  private long count;

  /** At most {@code most} bytes of {@code in}. */
  public BoundedBody(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = super.read(buffer, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  /** How many bytes came so far. */
  public long count() {
    return count;
  }

  private void count(int n) throws TooLongException {
    count += n;
    if (count > most) {
      throw new TooLongException(most);
    }
  }
}
