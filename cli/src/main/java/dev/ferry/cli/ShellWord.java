package dev.ferry.cli;

import dev.ferry.identity.DisplayName;
import java.util.regex.Pattern;

/** Text that a person is to copy into a shell. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

  private ShellWord() {}

  /**
   * {@code text} as one word of a POSIX shell, in quotes if it needs them. What would steer the
   * terminal it is shown on is escaped, and then the word does not stand for the text any more.
   */
  static String of(String text) {
    String shown = DisplayName.escape(text, Integer.MAX_VALUE);
    return PLAIN.matcher(shown).matches() ? shown : "'" + shown.replace("'", "'\\''") + "'";
  }
}
