package dev.ferry.cli.show;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A screen whose output can be read. */
public final class Printed {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Screen screen = new Screen(stream(out), stream(err));

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  /** The screen. */
  Screen screen() {
    return screen;
  }

  /** Everything on standard output, once the screen is closed, which this does. */
  public String text() {
    screen.close();
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Everything on standard error. */
  public String errors() {
    screen.close();
    return err.toString(StandardCharsets.UTF_8);
  }
}
