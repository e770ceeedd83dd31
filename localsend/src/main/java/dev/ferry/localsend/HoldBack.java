package dev.ferry.localsend;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.BooleanSupplier;

/**
 * Lets a file through but for its last piece, which waits for {@link #release}: a device publishes
 * a file when its last byte is there, and whether the source stayed the same is known only after
 * that byte was read. Written by one thread; {@link #count} is for all.
 */
final class HoldBack extends OutputStream {
  /** The longest piece that is held back. */
  static final int MOST = 256 << 10;

  private final OutputStream out;
  private final BooleanSupplier withdrawn;
  private final byte[] held;
  private final long free;
  private volatile long count;

  /**
   * Of a file of {@code length} bytes.
   *
   * @param withdrawn whether it was taken back: then nothing more of it leaves
   */
  HoldBack(OutputStream out, long length, BooleanSupplier withdrawn) {
    this.out = out;
    this.withdrawn = withdrawn;
    this.held = new byte[(int) Math.min(length, MOST)];
    this.free = length - held.length;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    if (withdrawn.getAsBoolean()) {
      throw new SourceChangedException();
    }
    long before = count;
    int through = Math.clamp(free - before, 0, length);
    if (through > 0) {
      out.write(buffer, offset, through);
    }
    if (through < length) {
      int at = (int) (before + through - free);
      System.arraycopy(buffer, offset + through, held, at, length - through);
    }
    count = before + length;
  }

  /** Lets the last piece go, once the whole file was written and is known to be good. */
  void release() throws IOException {
    if (withdrawn.getAsBoolean()) {
      throw new SourceChangedException();
    }
    if (count != free + held.length) {
      throw new IllegalStateException(count + " bytes of " + (free + held.length));
    }
    out.write(held, 0, held.length);
    out.flush();
  }

  /** How many bytes were written to this, those held back included. */
  long count() {
    return count;
  }
}
