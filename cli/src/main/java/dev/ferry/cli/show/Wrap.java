package dev.ferry.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Breaks lines at blanks where a terminal would break them in the middle of a word. What is to be
 * typed or copied stays in one piece, and so does a word that is longer than a line: the terminal
 * knows that its rows belong together. Takes text that is escaped already; holds no state.
 */
public final class Wrap {
  private static final int LEAST_COLUMNS = 20;
  private static final int DEEPER = 2;
  private static final String ESCAPE = "\u001b";
  private static final Pattern COLOUR = Pattern.compile(ESCAPE + "\\[[0-9;]*m");
  private static final Pattern WORD = Pattern.compile("( *)([^ ]+)");
  private static final Pattern UNIT =
      Pattern.compile("(?:[kMGTPE]?B(?:/s)?|\u00b5s|ms|s|min|h|d|%)(?![A-Za-z])");
  private static final Pattern SECOND_COLUMN = Pattern.compile(" *[^ ]+ {2,}");
  private static final Pattern TO_BE_TYPED = Pattern.compile(" *(ferry|curl) .*");

  private Wrap() {}

  /** {@code text}, whose lines take at most {@code columns} where that is possible. */
  public static String text(String text, int columns) {
    return columns < LEAST_COLUMNS || !hasLong(text, columns)
        ? text
        : List.of(text.split("\n", -1)).stream()
            .map(line -> isLong(line, columns) ? broken(line, columns) : line)
            .collect(Collectors.joining("\n"));
  }

  /** Whether a line of {@code text} takes more than {@code columns}. */
  static boolean hasLong(String text, int columns) {
    return text.length() > columns / 2 && text.lines().anyMatch(line -> isLong(line, columns));
  }

  private static boolean isLong(String line, int columns) {
    return Columns.of(plain(line)) > columns;
  }

  private static String plain(String line) {
    return line.contains(ESCAPE) ? COLOUR.matcher(line).replaceAll("") : line;
  }

  private static String broken(String line, int columns) {
    String plain = plain(line);
    // Other sequences than colours draw pictures, which are no text.
    if (plain.contains(ESCAPE) || TO_BE_TYPED.matcher(plain).matches()) {
      return line;
    }
    List<String> words = words(line);
    String hanging = " ".repeat(hanging(plain, columns));
    StringBuilder text = new StringBuilder(words.getFirst());
    int used = Columns.of(plain(words.getFirst()));
    for (String word : words.subList(1, words.size())) {
      int more = Columns.of(plain(word));
      if (used + more <= columns) {
        text.append(word);
        used += more;
      } else {
        text.append('\n').append(hanging).append(word.stripLeading());
        used = hanging.length() + Columns.of(plain(word.stripLeading()));
      }
    }
    return text.toString();
  }

  /** Where a broken line goes on: in its second column if it has one, else a little deeper. */
  private static int hanging(String plain, int columns) {
    Matcher column = SECOND_COLUMN.matcher(plain);
    int second = column.lookingAt() ? Columns.of(column.group()) : columns;
    int indent = plain.length() - plain.stripLeading().length();
    return second <= columns / 3 ? second : Math.min(indent + DEEPER, columns / 2);
  }

  /**
   * The words with the blanks before them; a command behind a colon is one word, and so is a number
   * with its unit.
   */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    boolean typed = false;
    while (matcher.find()) {
      String word = matcher.group();
      if (typed || (!words.isEmpty() && isAmount(words.getLast(), matcher.group(2)))) {
        words.add(words.removeLast() + word);
      } else {
        typed = !words.isEmpty() && words.getLast().endsWith(":") && isFerry(matcher.group(2));
        words.add(word);
      }
      typed &= !word.endsWith(";");
    }
    return words;
  }

  private static boolean isAmount(String number, String unit) {
    return Character.isDigit(number.charAt(number.length() - 1)) && UNIT.matcher(unit).lookingAt();
  }

  private static boolean isFerry(String word) {
    return plain(word).equals("ferry");
  }
}
