package dev.ferry.manifest;

/** How much room a text takes in UTF-8, and whether UTF-8 can hold it at all. */
final class Utf8 {
  private Utf8() {}

  /** The UTF-8 bytes of {@code text}, or -1 if it has a surrogate without its other half. */
  static int length(String text) {
    int total = 0;
    for (int i = 0; i < text.length(); i++) {
      int bytes = bytesAt(text, i);
      if (bytes < 0) {
        return -1;
      }
      total += bytes;
    }
    return total;
  }

  /**
   * The UTF-8 bytes of the char at {@code i}, where each half of a surrogate pair counts two; -1
   * for a half without its other one.
   */
  static int bytesAt(String text, int i) {
    char c = text.charAt(i);
    if (!Character.isSurrogate(c)) {
      return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    boolean paired =
        Character.isHighSurrogate(c)
            ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
            : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    return paired ? 2 : -1;
  }
}
