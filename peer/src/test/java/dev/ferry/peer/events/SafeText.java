package dev.ferry.peer.events;

import static org.assertj.core.api.Assertions.assertThat;

/** What must never reach a terminal, whatever a peer called its files. */
public final class SafeText {
  private SafeText() {}

  /** Fails if {@code text} holds anything but visible characters, blanks and line ends. */
  public static void check(String text) {
    int[] unsafe = text.codePoints().filter(c -> c != '\n' && isUnsafe(c)).toArray();
    assertThat(unsafe).as("unsafe code points in %s", text.replaceAll("\\p{C}", "?")).isEmpty();
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
