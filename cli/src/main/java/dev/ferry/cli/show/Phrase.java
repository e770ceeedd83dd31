package dev.ferry.cli.show;

import java.util.Locale;

/** Puts sentences together that come from elsewhere, and may or may not end in punctuation. */
public final class Phrase {
  private Phrase() {}

  /** {@code sentence} without its full stop, so that something can follow. */
  public static String open(String sentence) {
    return sentence.strip().replaceFirst("(?<!\\.)\\.$", "");
  }

  /**
   * {@code first} and {@code then} in one: with a semicolon between them, or as a sentence of its
   * own behind a question, an exclamation or an ellipsis.
   */
  public static String and(String first, String then) {
    String open = open(first);
    if (open.isEmpty() || then.isEmpty()) {
      return open.isEmpty() ? then : first;
    }
    return ends(open) ? open + " " + capital(then) : open + "; " + then;
  }

  private static boolean ends(String text) {
    return "?!.\u2026".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
