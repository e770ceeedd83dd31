package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.Finding;
import dev.ferry.peer.events.JsonLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shows what a checkup has found. Holds no state. */
public final class FindingText {
  private static final int LEVEL = 9;
  private static final int INDENT = LEVEL + 11;
  private static final int NARROWEST = 24;
  private static final int LONGEST = 2000;

  /** A command of Ferry in an advice. */
  private static final Pattern COMMAND = Pattern.compile("\\bferry (?=[a-z])");

  private FindingText() {}

  /**
   * A finding in two columns and a text that is broken between words, and below it what to do.
   *
   * @param ferry what begins a command of Ferry here, with a blank behind it; may be empty
   * @param width the columns of the terminal
   */
  public static List<String> lines(Finding finding, String ferry, int width, Style style) {
    int room = Math.max(NARROWEST, width - 1 - INDENT);
    List<String> lines = new ArrayList<>();
    String head = Columns.pad(finding.level().word(), LEVEL);
    String topic = Columns.pad(finding.topic().word(), INDENT - LEVEL);
    for (String line : broken(DisplayName.escape(finding.text(), LONGEST), room)) {
      lines.add(lines.isEmpty() ? coloured(head, finding, style) + topic + line : indented(line));
    }
    if (!finding.advice().isEmpty()) {
      String advice = COMMAND.matcher(finding.advice()).replaceAll(Matcher.quoteReplacement(ferry));
      List<String> steps = broken(DisplayName.escape(advice, LONGEST), room - 3);
      for (int i = 0; i < steps.size(); i++) {
        lines.add(indented((i == 0 ? "-> " : "   ") + steps.get(i)));
      }
    }
    return lines;
  }

  private static String coloured(String head, Finding finding, Style style) {
    return switch (finding.level()) {
      case OK -> style.good(head);
      case NOTE -> style.warning(head);
      case PROBLEM -> style.alarm(head);
    };
  }

  private static String indented(String line) {
    return " ".repeat(INDENT) + line;
  }

  /** Between words; a word that is longer than a line keeps its line, so that it can be copied. */
  private static List<String> broken(String text, int room) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      int columns = Columns.of(word);
      if (used > 0 && used + 1 + columns > room) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      line.append(used > 0 ? " " : "").append(word);
      used += columns + (used > 0 ? 1 : 0);
    }
    lines.add(line.toString());
    return lines;
  }

  /** How it is in all. */
  public static String summary(int problems, int notes) {
    if (problems == 0 && notes == 0) {
      return "All is as it should be.";
    }
    if (problems == 0) {
      return "No problem; " + Units.count(notes, "note") + " above.";
    }
    String also = notes == 0 ? "" : " and " + Units.count(notes, "note");
    return Units.count(problems, "problem") + also + " above; -> says what to do.";
  }

  /** The same for a program. */
  public static JsonLine json(JsonLine line, Finding finding) {
    line.put("topic", finding.topic().word())
        .put("level", finding.level().word())
        .put("text", finding.text())
        .put("advice", finding.advice().isEmpty() ? null : finding.advice());
    return finding.numbers().isEmpty() ? line : line.putNumbers("numbers", finding.numbers());
  }
}
