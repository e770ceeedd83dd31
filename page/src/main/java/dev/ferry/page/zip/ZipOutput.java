package dev.ferry.page.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.CRC32;

/** Where a zip goes, and how long it is so far. Not thread-safe. */
class ZipOutput {
  private static final int BLOCKS_AT_ONCE = 4;

  private final OutputStream out;
  private long length;

  ZipOutput(OutputStream out) {
    this.out = out;
  }

  /** Writes the bytes of a file, all of them, in order. */
  @FunctionalInterface
  interface Contents {
    void sendTo(OutputStream out) throws IOException;
  }

  /** One that only counts. */
  static ZipOutput counting() {
    return new ZipOutput(OutputStream.nullOutputStream()) {
      @Override
      int contents(ZipRecord file, Contents contents) {
        skip(file.packed());
        return 0;
      }
    };
  }

  /** How many bytes it has. */
  final long length() {
    return length;
  }

  final void skip(long bytes) {
    length += bytes;
  }

  final void write(byte[] bytes) throws IOException {
    out.write(bytes);
    skip(bytes.length);
  }

  /** Writes the contents of a file and returns their checksum. */
  int contents(ZipRecord file, Contents contents) throws IOException {
    Blocks blocks = new Blocks(file.size());
    contents.sendTo(blocks);
    blocks.end();
    skip(file.packed());
    return (int) blocks.crc.getValue();
  }

  /** Deflate's stored blocks (RFC 1951, 3.2.4): a head, then up to 65,535 bytes as they are. */
  private final class Blocks extends OutputStream {
    private final CRC32 crc = new CRC32();
    private final byte[] buffer =
        new byte[BLOCKS_AT_ONCE * (ZipRecord.BLOCK_HEAD + ZipRecord.BLOCK)];
    private int filled;
    private long left;
    private int leftInBlock;

    Blocks(long size) {
      this.left = size;
      if (size == 0) {
        beginBlock();
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      crc.update(bytes, offset, count);
      int from = offset;
      int end = offset + count;
      while (from < end) {
        if (leftInBlock == 0) {
          beginBlock();
        }
        int n = Math.min(leftInBlock, end - from);
        System.arraycopy(bytes, from, buffer, filled, n);
        filled += n;
        leftInBlock -= n;
        left -= n;
        from += n;
        if (filled == buffer.length) {
          end();
        }
      }
    }

    private void beginBlock() {
      leftInBlock = (int) Math.min(left, ZipRecord.BLOCK);
      buffer[filled++] = (byte) (left <= ZipRecord.BLOCK ? 1 : 0);
      buffer[filled++] = (byte) leftInBlock;
      buffer[filled++] = (byte) (leftInBlock >> 8);
      buffer[filled++] = (byte) ~leftInBlock;
      buffer[filled++] = (byte) (~leftInBlock >> 8);
    }

    void end() throws IOException {
      out.write(buffer, 0, filled);
      filled = 0;
    }
  }
}
