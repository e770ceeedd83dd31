package dev.ferry.localsend;

import dev.ferry.transfer.BrokenConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The body of an upload, held to what was announced. Its last bytes are given out only when it has
 * ended with them and the hash was right: whoever has it all, has the right thing. Not thread-safe.
 */
final class UploadBody extends InputStream {
  private final InputStream in;
  private final Piece piece;
  private final @Nullable String sha256;
  private final @Nullable MessageDigest digest;
  private final long paceNanos;
  private long position;
  private long stretchBegan = System.nanoTime();
  private long stretchBytes;
  private @Nullable IOException failure;

  /**
   * A body.
   *
   * @param piece which bytes of the file it is
   * @param slot its file; what was hashed of it so far goes on
   * @param pace in which time {@link LocalSendLimits#PACE_BYTES} must come
   */
  UploadBody(InputStream in, Piece piece, FileSlot slot, Duration pace) {
    this.in = in;
    this.piece = piece;
    this.sha256 = slot.sha256();
    this.digest = slot.digest();
    this.paceNanos = pace.toNanos();
    this.position = piece.from();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    IOException known = failure;
    if (known != null) {
      throw known;
    }
    if (position == piece.to()) {
      return -1;
    }
    try {
      return next(buffer, offset, (int) Math.min(length, piece.to() - position));
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private int next(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n < 0) {
      throw new Refusal(500, "the file ended after " + position + " of " + piece.size() + " bytes");
    }
    checkPace(n);
    if (digest != null) {
      digest.update(buffer, offset, n);
    }
    if (position + n == piece.to()) {
      checkEnd();
    }
    position += n;
    return n;
  }

  /** Of a file that is empty: there is nothing to read, but this. */
  void checkEmpty() throws IOException {
    checkEnd();
  }

  private void checkEnd() throws IOException {
    if (in.read() >= 0) {
      throw new Refusal(400, "the file is longer than the " + piece.to() + " bytes announced");
    }
    if (piece.isLast()
        && digest != null
        && !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw new Refusal(422, "the file does not have the SHA-256 that was announced");
    }
  }

  private void checkPace(int n) throws BrokenConnectionException {
    stretchBytes += n;
    if (stretchBytes >= LocalSendLimits.PACE_BYTES) {
      stretchBytes = 0;
      stretchBegan = System.nanoTime();
    } else if (position + n < piece.to() && System.nanoTime() - stretchBegan > paceNanos) {
      throw new BrokenConnectionException("the upload trickles");
    }
  }

  /** What is wrong with it, if it came to an end; null if it did not, or nothing is. */
  @Nullable Refusal refusal() {
    return failure instanceof Refusal refusal ? refusal : null;
  }
}
