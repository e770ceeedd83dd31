package dev.ferry.identity;

import java.util.Locale;

/**
 * Makes text from elsewhere fit for a screen and a log: what would move the cursor, turn the line
 * around, hide itself or end the line becomes visible: {@code \n}, or the number of the code point
 * in hex, in braces behind a backslash and a u. Text that is harmless stays as it is, backslashes
 * included. Meant for eyes: nothing reads it back.
 */
public final class DisplayName {
  /** How many code points of a text are shown unless the caller says so. */
  public static final int LENGTH = 512;

  private static final String ELLIPSIS = "\u2026";

  /**
   * Invisible characters that Unicode does not class as format characters; pairs of first, last.
   */
  private static final int[][] INVISIBLE = {
    {0x034f, 0x034f}, // combining grapheme joiner
    {0x115f, 0x1160}, // Hangul fillers
    {0x17b4, 0x17b5}, // Khmer inherent vowels
    {0x180b, 0x180f}, // Mongolian variation selectors
    {0x2065, 0x2065}, // unassigned among the bidirectional controls
    {0x2800, 0x2800}, // blank Braille pattern
    {0x3164, 0x3164}, // Hangul filler
    {0xffa0, 0xffa0}, // halfwidth Hangul filler
    {0xfff0, 0xfff8}, // unassigned specials
    {0x1d173, 0x1d17a}, // musical formatting
    {0xe0000, 0xe0fff}, // tags and variation selectors
  };

  private static final int FIRST_VARIATION_SELECTOR = 0xfe00;
  private static final int TEXT_SHAPE = 0xfe0e;
  private static final int LAST_VARIATION_SELECTOR = 0xfe0f;

  private DisplayName() {}

  /** {@code text} on one line, at most {@link #LENGTH} code points of it. */
  public static String escape(String text) {
    return escape(text, LENGTH);
  }

  /**
   * {@code text} on one line, at most {@code length} code points of it: of a longer one the
   * beginning and the end, so that the end of a file's name is not hidden.
   */
  public static String escape(String text, int length) {
    int count = text.codePointCount(0, text.length());
    if (count <= length) {
      return escapeAll(text, false);
    }
    int tail = (length - 1) / 3;
    int headEnd = text.offsetByCodePoints(0, Math.max(0, length - 1 - tail));
    int tailStart = text.offsetByCodePoints(text.length(), -tail);
    return escapeAll(text.substring(0, headEnd), false)
        + ELLIPSIS
        + escapeAll(text.substring(tailStart), false);
  }

  /** A whole text message: line feeds and tabs stay, everything else as {@link #escape}. */
  public static String escapeLines(String text) {
    return escapeAll(text.replace("\r\n", "\n"), true);
  }

  private static String escapeAll(String text, boolean keepLines) {
    StringBuilder shown = null;
    int previous = 0;
    for (int i = 0, next; i < text.length(); i = next) {
      int c = text.codePointAt(i);
      next = i + Character.charCount(c);
      boolean keep = (keepLines && (c == '\n' || c == '\t')) || !mustBeEscaped(c, previous);
      if (!keep && shown == null) {
        shown = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (shown != null) {
        appendTo(shown, c, keep);
      }
      previous = c;
    }
    return shown == null ? text : shown.toString();
  }

  private static void appendTo(StringBuilder shown, int c, boolean keep) {
    if (keep) {
      shown.appendCodePoint(c);
      return;
    }
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> shown.append(String.format(Locale.ROOT, "\\u{%04X}", c));
    }
  }

  /**
   * Whether a character is unfit for a screen.
   *
   * @param c its code point
   * @param previous the code point before it; 0 if there is none
   */
  public static boolean mustBeEscaped(int c, int previous) {
    if (c >= FIRST_VARIATION_SELECTOR && c <= LAST_VARIATION_SELECTOR) {
      return !choosesAnEmojiShape(c, previous);
    }
    boolean plain = c >= 0x20 && c < 0x7f;
    return !plain && isUnfit(c);
  }

  /**
   * Text or picture behind an emoji; a digit is one to Unicode, and no reader would see the
   * difference there.
   */
  private static boolean choosesAnEmojiShape(int selector, int previous) {
    return selector >= TEXT_SHAPE && previous >= 0x80 && Character.isEmoji(previous);
  }

  private static boolean isUnfit(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> isInvisible(c) || isNoncharacter(c);
    };
  }

  /** Whether {@code c} takes no ink, though it is no control. */
  static boolean isInvisible(int c) {
    for (int[] range : INVISIBLE) {
      if (c >= range[0] && c <= range[1]) {
        return true;
      }
    }
    return false;
  }

  /** U+FDD0..U+FDEF and the last two of every plane, which never stand for anything. */
  private static boolean isNoncharacter(int c) {
    return (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
  }
}
