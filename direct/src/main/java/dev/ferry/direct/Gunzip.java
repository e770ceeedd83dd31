package dev.ferry.direct;

import dev.ferry.http.BoundedBody;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Unpacks gzip as long as it does not grow out of proportion: lists of paths shrink to a tenth or a
 * thirtieth, a bomb to a thousandth. Not thread-safe.
 */
final class Gunzip extends FilterInputStream {
  /** How many times its packed size a body may have. */
  static final int MAX_RATIO = 200;

  /** This much is let through whatever the ratio. */
  static final long FREE_BYTES = 1 << 20;

  private static final int BUFFER = 32 << 10;

  private final BoundedBody packed;
  private long unpacked;

  private Gunzip(BoundedBody packed) throws IOException {
    super(new GZIPInputStream(packed, BUFFER));
    this.packed = packed;
  }

  /**
   * What {@code packed} holds. Reads its header.
   *
   * @throws MalformedException if that is not one of gzip
   */
  static InputStream of(InputStream packed) throws IOException {
    try {
      return new Gunzip(new BoundedBody(packed, Long.MAX_VALUE));
    } catch (ZipException e) {
      throw new MalformedException("the body is not gzip", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = super.read(buffer, offset, length);
    } catch (ZipException e) {
      throw new MalformedException("the body is damaged gzip", e);
    }
    unpacked += Math.max(0, n);
    if (unpacked > FREE_BYTES && unpacked / MAX_RATIO > packed.count()) {
      throw new Refusal(Problem.BAD_REQUEST, 413, "the packed body grows out of proportion");
    }
    return n;
  }
}
