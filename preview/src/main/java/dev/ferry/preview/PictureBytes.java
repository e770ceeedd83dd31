package dev.ferry.preview;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Gives a decoder the bytes of a picture, a little at a time, so that the source can stop a decoder
 * that takes too long: even one that needs few bytes for much work asks now and then.
 */
final class PictureBytes extends ImageInputStreamImpl {
  private static final int LITTLE = 1024;
  private static final int BUFFER = 64 << 10;

  private final Source source;
  private final byte[] buffer = new byte[BUFFER];
  private long start;
  private int length;

  PictureBytes(Source source) {
    this.source = source;
  }

  @Override
  public int read() throws IOException {
    checkClosed();
    bitOffset = 0;
    return fill() ? buffer[(int) (streamPos++ - start)] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    checkClosed();
    bitOffset = 0;
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int at = (int) (streamPos - start);
    int given = Math.min(Math.min(count, LITTLE), length - at);
    System.arraycopy(buffer, at, target, offset, given);
    streamPos += given;
    return given;
  }

  @Override
  public long length() {
    return source.size();
  }

  private boolean fill() throws IOException {
    source.checkTime();
    if (streamPos < start || streamPos >= start + length) {
      start = streamPos;
      length = Math.max(0, source.readAt(start, buffer, 0, BUFFER));
    }
    return length > 0;
  }
}
