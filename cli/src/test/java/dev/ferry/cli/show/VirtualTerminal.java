package dev.ferry.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A terminal as far as the live display uses one: line feeds, returns, cursor up, clearing. Wraps
 * at its width. Characters of one column only.
 */
final class VirtualTerminal {
  private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[(\\d*)([A-Za-z])");

  private final int width;
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;

  VirtualTerminal(int width) {
    this.width = width;
  }

  /** Shows output, and returns all rows, without empty ones at the end. */
  List<String> show(String output) {
    for (int i = 0; i < output.length(); i++) {
      char c = output.charAt(i);
      if (c == '\u001b') {
        Matcher matcher = SEQUENCE.matcher(output).region(i, output.length());
        if (!matcher.lookingAt()) {
          throw new IllegalArgumentException("unknown sequence at " + i + " of " + output);
        }
        obey(matcher.group(2), matcher.group(1).isEmpty() ? 1 : Integer.parseInt(matcher.group(1)));
        i = matcher.end() - 1;
      } else if (c == '\r') {
        column = 0;
      } else if (c == '\n') {
        down();
      } else {
        put(c);
      }
    }
    List<String> lines =
        new ArrayList<>(rows.stream().map(line -> line.toString().stripTrailing()).toList());
    while (!lines.isEmpty() && lines.getLast().isEmpty()) {
      lines.removeLast();
    }
    return lines;
  }

  private void obey(String command, int count) {
    switch (command) {
      case "A" -> row = Math.max(0, row - count);
      case "K" -> rows.get(row).setLength(Math.min(rows.get(row).length(), column));
      case "J" -> {
        rows.get(row).setLength(Math.min(rows.get(row).length(), column));
        rows.subList(row + 1, rows.size()).forEach(line -> line.setLength(0));
      }
      case "m" -> {}
      default -> throw new IllegalArgumentException("unknown command " + command);
    }
  }

  private void put(char c) {
    if (column == width) {
      down();
    }
    StringBuilder line = rows.get(row);
    while (line.length() <= column) {
      line.append(' ');
    }
    line.setCharAt(column++, c);
  }

  private void down() {
    row++;
    column = 0;
    if (row == rows.size()) {
      rows.add(new StringBuilder());
    }
  }
}
