package dev.ferry.cli.show;

import java.io.UncheckedIOException;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;

/**
 * How large a terminal is.
 *
 * @param columns characters on a line
 * @param rows lines
 */
public record TerminalSize(int columns, int rows) {
  /** What is assumed where nothing is known. */
  public static final TerminalSize USUAL = new TerminalSize(80, 24);

  /** How large a terminal says that it is, which may be 0; empty if it is gone. */
  public static Optional<TerminalSize> of(Terminal terminal) {
    try {
      Size size = terminal.getSize();
      return Optional.of(new TerminalSize(size.getColumns(), size.getRows()));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The same, with what is usual where the terminal does not know. */
  public TerminalSize orUsual() {
    return new TerminalSize(columns > 0 ? columns : USUAL.columns, rows > 0 ? rows : USUAL.rows);
  }
}
