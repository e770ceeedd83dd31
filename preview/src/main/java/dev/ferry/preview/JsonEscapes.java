package dev.ferry.preview;

/**
 * Reads the escapes in JSON texts that stand for nothing but a letter, a digit, a sign: many
 * programs write everything beyond ASCII that way, and nobody can read it. All other escapes stay
 * as they stand: controls, quotes, whatever cannot be seen, and halves of a pair (RFC 8259, 7).
 */
final class JsonEscapes {
  private static final int LENGTH = 6;
  private static final int HEX = 16;

  private JsonEscapes() {}

  /** {@code text} as it stands in a file, quotes included, with what can be read made readable. */
  static String readable(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int sign = signAt(text, at);
      if (sign >= 0) {
        out.appendCodePoint(sign);
        at += LENGTH * Character.charCount(sign);
      } else {
        int plain = text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        out.append(text, at, at + plain);
        at += plain;
      }
    }
    return out.toString();
  }

  /** The sign that is escaped at {@code at}; -1 if there is none to be read. */
  private static int signAt(String text, int at) {
    int unit = unitAt(text, at);
    if (unit < 0 || !Character.isHighSurrogate((char) unit)) {
      return isSeen(unit) ? unit : -1;
    }
    int low = unitAt(text, at + LENGTH);
    if (low < 0 || !Character.isLowSurrogate((char) low)) {
      return -1;
    }
    int sign = Character.toCodePoint((char) unit, (char) low);
    return isSeen(sign) ? sign : -1;
  }

  private static int unitAt(String text, int at) {
    if (at + LENGTH > text.length() || text.charAt(at) != '\\' || text.charAt(at + 1) != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + LENGTH; i++) {
      int digit = Character.digit(text.charAt(i), HEX);
      if (digit < 0 || text.charAt(i) > 'f') {
        return -1;
      }
      unit = unit * HEX + digit;
    }
    return unit;
  }

  private static boolean isSeen(int sign) {
    return sign >= 0
        && sign != '"'
        && sign != '\\'
        && switch (Character.getType(sign)) {
          case Character.UPPERCASE_LETTER,
              Character.LOWERCASE_LETTER,
              Character.TITLECASE_LETTER,
              Character.MODIFIER_LETTER,
              Character.OTHER_LETTER,
              Character.DECIMAL_DIGIT_NUMBER,
              Character.LETTER_NUMBER,
              Character.OTHER_NUMBER,
              Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.CONNECTOR_PUNCTUATION,
              Character.OTHER_PUNCTUATION,
              Character.MATH_SYMBOL,
              Character.CURRENCY_SYMBOL,
              Character.MODIFIER_SYMBOL,
              Character.OTHER_SYMBOL ->
              true;
          default -> false;
        };
  }
}
