package dev.ferry.cli.shell;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** A stream whose whole lines go elsewhere, one by one, without line ends. Thread-safe. */
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
  public synchronized void write(int b) {
    if (b == '\n') {
      end();
    } else if (b != '\r') {
      begun.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      write(bytes[i]);
    }
  }

  private void end() {
    lines.accept(begun.toString(StandardCharsets.UTF_8));
    begun.reset();
  }
}
