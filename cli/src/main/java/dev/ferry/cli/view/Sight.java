package dev.ferry.cli.view;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.TerminalSize;
import java.util.Locale;
import java.util.Map;

/**
 * What a terminal can show.
 *
 * @param columns how many characters a line may have
 * @param rows how many lines it has
 * @param colours how many colours
 * @param graphics how it takes pictures
 */
public record Sight(int columns, int rows, Colours colours, Graphics graphics) {
  /** How many colours a terminal has. */
  public enum Colours {
    NONE,
    /** The sixteen of old, with numbers up to 107. */
    SIXTEEN,
    /** The 256 of xterm. */
    PALETTE,
    /** Any, as red, green and blue. */
    TRUE
  }

  /** How a terminal takes pictures. */
  public enum Graphics {
    NONE,
    KITTY,
    ITERM2,
    SIXEL
  }

  /**
   * What the terminal behind a console can show; without colours where that is no terminal. Blocks
   * for some tenths of a second the first time.
   */
  public static Sight at(Console console) {
    TerminalSize size = console.size();
    if (!console.style().hasColours()) {
      return plain(size.columns(), size.rows());
    }
    Sight sight = of(System.getenv(), size.columns(), size.rows());
    // Whoever else keeps the terminal knows lines of text only.
    return console.asker().isPresent() ? sight.withoutGraphics() : sight;
  }

  /** Without colours. */
  public static Sight plain(int columns, int rows) {
    return new Sight(columns, rows, Colours.NONE, Graphics.NONE);
  }

  /** What the environment says of the terminal of this process, in the given size. */
  public static Sight of(Map<String, String> environment, int columns, int rows) {
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    String program = environment.getOrDefault("TERM_PROGRAM", "").toLowerCase(Locale.ROOT);
    return new Sight(
        columns, rows, colours(environment, term, program), graphics(environment, term, program));
  }

  /** The same without pictures of its own: they are drawn with characters. */
  public Sight withoutGraphics() {
    return new Sight(columns, rows, colours, Graphics.NONE);
  }

  private static Colours colours(Map<String, String> environment, String term, String program) {
    String said = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    if (said.equals("truecolor") || said.equals("24bit") || term.endsWith("-direct")) {
      return Colours.TRUE;
    }
    if (isOneOf(term, "kitty", "ghostty", "alacritty", "foot", "wezterm")
        || isOneOf(program, "iterm.app", "wezterm", "ghostty", "vscode", "mintty")) {
      return Colours.TRUE;
    }
    return term.contains("256color") ? Colours.PALETTE : Colours.SIXTEEN;
  }

  /** A multiplexer between would have to hand pictures on, which most do not. */
  private static Graphics graphics(Map<String, String> environment, String term, String program) {
    if (environment.containsKey("TMUX")
        || environment.containsKey("STY")
        || isOneOf(term, "tmux", "screen")) {
      return Graphics.NONE;
    }
    if (environment.containsKey("KITTY_WINDOW_ID")
        || isOneOf(term, "kitty", "ghostty")
        || program.equals("ghostty")) {
      return Graphics.KITTY;
    }
    if (isOneOf(program, "iterm.app", "wezterm", "mintty")) {
      return Graphics.ITERM2;
    }
    return isOneOf(term, "sixel", "foot", "mlterm", "contour") ? Graphics.SIXEL : Graphics.NONE;
  }

  private static boolean isOneOf(String value, String... words) {
    for (String word : words) {
      if (value.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
