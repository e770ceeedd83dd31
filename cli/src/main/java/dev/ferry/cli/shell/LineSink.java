package dev.ferry.cli.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A stream whose whole lines go elsewhere, without the last line end; those that were written
 * together stay together. Thread-safe.
 */
final class LineSink extends OutputStream {
  private final Consumer<String> lines;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private LineSink(Consumer<String> lines) {
    this.lines = lines;
  }

  /** A stream of text for {@code lines}. */
  static PrintStream to(Consumer<String> lines) {
    return new PrintStream(new LineSink(lines), false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    int whole = -1;
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == '\n') {
        whole = begun.size();
      }
      if (bytes[i] != '\r') {
        begun.write(bytes[i]);
      }
    }
    if (whole >= 0) {
      end(begun.toByteArray(), whole);
    }
  }

  private void end(byte[] all, int whole) {
    lines.accept(new String(all, 0, whole, StandardCharsets.UTF_8));
    begun.reset();
    begun.write(all, whole + 1, all.length - whole - 1);
  }
}
