package dev.ferry.preview;

/** Cuts what is too long for a preview. */
final class Words {
  private static final String ELLIPSIS = "\u2026";

  private Words() {}

  /** {@code text}, or its first {@code chars} and an ellipsis. */
  static String cut(String text, int chars) {
    if (text.length() <= chars) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(chars - 1)) ? chars - 1 : chars;
    return text.substring(0, end) + ELLIPSIS;
  }
}
