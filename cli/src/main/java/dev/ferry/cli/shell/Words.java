package dev.ferry.cli.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line as a shell does: blanks between words, single quotes, double quotes, backslashes,
 * {@code #} for a comment, {@code ~} for the own folder. Used by one thread.
 */
final class Words {
  private final String line;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean begun;
  private boolean pattern;
  private int at;

  private Words(String line) {
    this.line = line;
  }

  /**
   * One word.
   *
   * @param text what it stands for
   * @param pattern whether it has a {@code *} or {@code ?} that was not quoted
   */
  record Word(String text, boolean pattern) {}

  /** A line that cannot be split. */
  static final class UnclosedException extends Exception {
    private static final long serialVersionUID = 1;

    private UnclosedException(char quote) {
      super("a " + quote + " is not closed");
    }
  }

  /**
   * The words of {@code line}; none if it is blank or a comment.
   *
   * @throws UnclosedException if a quote has no end
   */
  static List<Word> split(String line) throws UnclosedException {
    Words words = new Words(line);
    words.run();
    return List.copyOf(words.words);
  }

  /** Only what the words stand for. */
  static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  private void run() throws UnclosedException {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\r', '\n' -> end();
        case '\'' -> single();
        case '"' -> twofold();
        case '\\' -> literal(at < line.length() ? line.charAt(at++) : '\\');
        case '#' -> {
          if (!begun) {
            return;
          }
          literal('#');
        }
        case '~' -> tilde();
        default -> {
          pattern |= c == '*' || c == '?';
          literal(c);
        }
      }
    }
    end();
  }

  private void single() throws UnclosedException {
    int close = line.indexOf('\'', at);
    if (close < 0) {
      throw new UnclosedException('\'');
    }
    begun = true;
    text.append(line, at, close);
    at = close + 1;
  }

  private void twofold() throws UnclosedException {
    begun = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return;
      }
      boolean escapes = c == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0;
      text.append(escapes ? line.charAt(at++) : c);
    }
    throw new UnclosedException('"');
  }

  private void tilde() {
    boolean alone = at == line.length() || " \t/".indexOf(line.charAt(at)) >= 0;
    if (begun || !alone) {
      literal('~');
      return;
    }
    begun = true;
    text.append(System.getProperty("user.home"));
  }

  private void literal(char c) {
    begun = true;
    text.append(c);
  }

  private void end() {
    if (begun) {
      words.add(new Word(text.toString(), pattern));
    }
    text.setLength(0);
    begun = false;
    pattern = false;
  }
}
