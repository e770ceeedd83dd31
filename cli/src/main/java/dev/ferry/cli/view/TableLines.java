package dev.ferry.cli.view;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Units;
import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a table: names, types, rows; numbers to the right. */
final class TableLines {
  private static final String GAP = "  ";

  /** A column is not made narrower than this, rather the last columns are left out. */
  private static final int NARROW = 10;

  private final Table table;
  private final Sight sight;
  private final Ink ink;
  private final List<String> names;
  private final List<List<String>> cells;

  TableLines(Table table, Sight sight, Ink ink) {
    this.table = table;
    this.sight = sight;
    this.ink = ink;
    this.names = names(table);
    this.cells = table.rows().stream().map(row -> row.stream().map(Fit::line).toList()).toList();
  }

  private static List<String> names(Table table) {
    List<String> names = new ArrayList<>();
    for (Column column : table.columns()) {
      boolean nameless = column.name().isEmpty();
      names.add(nameless ? "(" + (names.size() + 1) + ")" : Fit.line(column.name()));
    }
    return names;
  }

  /** The lines. */
  List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    if (widths.length == 0) {
      return lines;
    }
    lines.add(ink.strong(line(names, widths)));
    List<String> types =
        table.columns().stream().map(column -> PreviewText.word(column.type())).toList();
    lines.add(ink.faint(line(types, widths)));
    cells.forEach(row -> lines.add(line(row, widths)));
    int hidden = table.allColumns() - widths.length;
    long rows = table.allRows().value() - cells.size();
    if (rows > 0 || hidden > 0) {
      lines.add(ink.faint(Fit.cut(rest(rows, hidden, widths.length), sight.columns())));
    }
    return lines;
  }

  private String rest(long rows, int hidden, int shown) {
    List<String> parts = new ArrayList<>();
    if (rows > 0) {
      parts.add(
          (table.allRows().precision() == Count.Precision.ABOUT ? "about " : "")
              + Units.count(rows)
              + (rows == 1 ? " more row" : " more rows"));
    }
    if (hidden > 0) {
      List<String> more = names.subList(shown, names.size());
      String called =
          table.header() && !more.isEmpty()
              ? ": " + String.join(", ", more) + (more.size() < hidden ? ", \u2026" : "")
              : "";
      parts.add(Units.count(hidden) + (hidden == 1 ? " more column" : " more columns") + called);
    }
    return "\u2026 and " + String.join(", ", parts);
  }

  private String line(List<String> texts, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String text = i < texts.size() ? Fit.cut(texts.get(i), widths[i]) : "";
      boolean right = table.columns().get(i).type().isNumber();
      line.append(i == 0 ? "" : GAP)
          .append(right ? Columns.padLeft(text, widths[i]) : Columns.pad(text, widths[i]));
    }
    return line.toString().stripTrailing();
  }

  /** The widths of the columns that are shown: the widest give way first. */
  private int[] widths() {
    int[] wanted = wanted();
    int shown = wanted.length;
    while (shown > 1
        && sum(narrowed(wanted, shown)) + GAP.length() * (shown - 1) > sight.columns()) {
      shown--;
    }
    int[] widths = Arrays.copyOf(wanted, shown);
    int room = sight.columns() - GAP.length() * Math.max(0, shown - 1);
    for (int excess = sum(widths) - room; excess > 0; excess--) {
      widths[widest(widths)]--;
    }
    return widths;
  }

  private int[] wanted() {
    int[] wanted = new int[table.columns().size()];
    for (int i = 0; i < wanted.length; i++) {
      int type = PreviewText.word(table.columns().get(i).type()).length();
      wanted[i] = Math.max(type, Columns.of(names.get(i)));
      for (List<String> row : cells) {
        wanted[i] = Math.max(wanted[i], i < row.size() ? Columns.of(row.get(i)) : 0);
      }
    }
    return wanted;
  }

  private static int[] narrowed(int[] wanted, int shown) {
    return Arrays.stream(wanted, 0, shown).map(width -> Math.min(width, NARROW)).toArray();
  }

  private static int sum(int[] widths) {
    return Arrays.stream(widths).sum();
  }

  private static int widest(int[] widths) {
    int widest = 0;
    for (int i = 1; i < widths.length; i++) {
      widest = widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }
}
