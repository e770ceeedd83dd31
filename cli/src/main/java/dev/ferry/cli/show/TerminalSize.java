package dev.ferry.cli.show;

/**
 * How large a terminal is.
 *
 * @param columns characters on a line
 * @param rows lines
 */
public record TerminalSize(int columns, int rows) {
  /** What is assumed where nothing is known. */
  public static final TerminalSize USUAL = new TerminalSize(80, 24);
}
