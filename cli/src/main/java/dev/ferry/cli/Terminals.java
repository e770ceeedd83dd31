package dev.ferry.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the standard streams of this process are. Where only one of them is a terminal, Linux alone
 * tells so.
 *
 * @param input whether standard input is a terminal
 * @param output whether standard output is one
 * @param type the terminal's type; null if it is not told
 * @param noColour whether the environment asks for no colours
 */
record Terminals(boolean input, boolean output, @Nullable String type, boolean noColour) {
  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  /** Looks at the streams of this process. */
  @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
  static Terminals ofThisProcess() {
    Console console = System.console();
    boolean both = console != null && console.isTerminal();
    String noColor = System.getenv("NO_COLOR");
    return new Terminals(
        both || isTerminal(STANDARD_INPUT),
        both || isTerminal(STANDARD_OUTPUT),
        System.getenv("TERM"),
        noColor != null && !noColor.isEmpty());
  }

  private static boolean isTerminal(Path stream) {
    try {
      String target = Files.readSymbolicLink(stream).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Whether lines can be drawn again. */
  boolean canRedraw() {
    return output && !"dumb".equals(type);
  }

  /** Whether colours are possible and wanted. */
  boolean canColour() {
    return canRedraw() && !noColour;
  }

  /** Whether a person can be asked. */
  boolean hasPerson() {
    return input && canRedraw();
  }
}
