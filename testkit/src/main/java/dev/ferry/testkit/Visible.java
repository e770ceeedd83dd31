package dev.ferry.testkit;

/** Text that may hold anything, made fit for one line of a test report. */
final class Visible {

  private Visible() {}

  /** {@code text} with everything outside of printable ASCII as {@code \\uXXXX}. */
  static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f) {
        shown.append(c);
      } else {
        shown.append("\\u%04x".formatted((int) c));
      }
    }
    return shown.toString();
  }
}
