package dev.ferry.cli.show;

/**
 * Colours, or none. Emphasis never depends on them: what must be noticed is also said in words or
 * capitals. Takes text that is escaped and shortened already.
 */
public final class Style {
  private static final String RESET = "\u001b[0m";

  private final boolean colours;

  private Style(boolean colours) {
    this.colours = colours;
  }

  /** With colours. */
  public static Style coloured() {
    return new Style(true);
  }

  /** Without. */
  public static Style plain() {
    return new Style(false);
  }

  /** Whether there are colours. */
  public boolean hasColours() {
    return colours;
  }

  /** What the eye should find first. */
  public String strong(String text) {
    return wrap("\u001b[1m", text);
  }

  /** What went well. */
  public String good(String text) {
    return wrap("\u001b[32m", text);
  }

  /** What needs a look. */
  public String warning(String text) {
    return wrap("\u001b[33m", text);
  }

  /** What must not be missed. */
  public String alarm(String text) {
    return wrap("\u001b[1;31m", text);
  }

  private String wrap(String code, String text) {
    return colours ? code + text + RESET : text;
  }
}
