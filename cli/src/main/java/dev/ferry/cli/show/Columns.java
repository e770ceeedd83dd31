package dev.ferry.cli.show;

import org.jline.utils.WCWidth;

/**
 * How many columns text takes on a terminal, and how it is made to fit. Wide characters take two,
 * combining ones none. Takes text that is escaped already.
 */
public final class Columns {
  private static final String ELLIPSIS = "\u2026";

  private Columns() {}

  /** The columns that {@code text} takes. */
  public static int of(String text) {
    int columns = 0;
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      columns += width(c);
    }
    return columns;
  }

  /**
   * {@code text}, or its beginning and its end with an ellipsis between them, so that it takes at
   * most {@code columns}. The end of a name says most: it keeps nearly half.
   */
  public static String shorten(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    if (columns < 1) {
      return "";
    }
    int tail = (columns - 1) / 2;
    return head(text, columns - 1 - tail) + ELLIPSIS + tail(text, tail);
  }

  /** {@code text} with blanks behind it until it takes {@code columns}. */
  public static String pad(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /** {@code text} with blanks before it until it takes {@code columns}. */
  public static String padLeft(String text, int columns) {
    return " ".repeat(Math.max(0, columns - of(text))) + text;
  }

  private static String head(String text, int columns) {
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (used + width(c) > columns) {
        break;
      }
      used += width(c);
      i += Character.charCount(c);
    }
    return text.substring(0, i);
  }

  private static String tail(String text, int columns) {
    int used = 0;
    int start = text.length();
    while (start > 0) {
      int c = text.codePointBefore(start);
      if (used + width(c) > columns) {
        break;
      }
      used += width(c);
      start -= Character.charCount(c);
    }
    while (start < text.length() && width(text.codePointAt(start)) == 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    return text.substring(start);
  }

  private static int width(int c) {
    return c < 0x7f ? 1 : Math.max(0, WCWidth.wcwidth(c));
  }
}
