package dev.ferry.cli.view;

import dev.ferry.cli.show.Columns;
import dev.ferry.identity.DisplayName;
import java.util.ArrayList;
import java.util.List;

/** Makes text from files fit for a place on the screen: escaped, and not too wide. */
final class Fit {
  private static final String ELLIPSIS = "\u2026";
  private static final int MOST = 2000;

  private Fit() {}

  /** The text on one line, whole unless it is absurdly long. */
  static String line(String text) {
    return DisplayName.escape(text.replace("\t", "    "), MOST);
  }

  /** The beginning of text that is escaped already, with an ellipsis if it is not all. */
  static String cut(String text, int columns) {
    if (Columns.of(text) <= columns) {
      return text;
    }
    return columns < 1 ? "" : head(text, columns - 1) + ELLIPSIS;
  }

  private static String head(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      String next = Character.toString(text.codePointAt(end));
      used += Columns.of(next);
      if (used > columns) {
        break;
      }
      end += next.length();
    }
    return text.substring(0, end);
  }

  /** Text that is escaped already on lines of so many columns, broken at blanks. */
  static List<String> wrap(String text, int columns, int mostLines) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (Columns.of(rest) > columns && lines.size() < mostLines - 1) {
      String head = head(rest, columns);
      int blank = head.lastIndexOf(' ');
      int end = blank > head.length() / 2 ? blank : Math.max(1, head.length());
      lines.add(rest.substring(0, end));
      rest = rest.substring(end).stripLeading();
    }
    lines.add(cut(rest, columns));
    return lines;
  }
}
