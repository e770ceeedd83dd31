package dev.ferry.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures as they come, then as a table for people and as JSON for programs. */
final class Results {

  private final List<Row> rows = new ArrayList<>();
  private final Map<String, String> machine;

  Results(Map<String, String> machine) {
    this.machine = machine;
  }

  /**
   * One figure.
   *
   * @param section heading it stands under
   * @param value the median
   * @param runs every single value
   * @param more further columns: name to value
   */
  record Row(
      String section,
      String name,
      double value,
      String unit,
      List<Double> runs,
      Map<String, Double> more) {}

  /** Adds a figure: the median of {@code values}. */
  void add(String section, String name, String unit, List<Double> values) {
    add(section, name, unit, values, Map.of());
  }

  /** Adds a figure with further columns. */
  void add(
      String section, String name, String unit, List<Double> values, Map<String, Double> more) {
    rows.add(new Row(section, name, Measurement.median(values), unit, List.copyOf(values), more));
  }

  /** The table, in Markdown that reads well as plain text too. */
  String table() {
    StringBuilder text = new StringBuilder();
    machine.forEach(
        (name, value) -> text.append("- ").append(name).append(": ").append(value).append('\n'));
    String section = "";
    for (Row row : rows) {
      if (!row.section().equals(section)) {
        section = row.section();
        text.append("\n### ").append(section).append("\n\n").append(heading(row));
      }
      text.append(line(row));
    }
    return text.toString();
  }

  /** The same as one JSON object. */
  Map<String, Object> json() {
    List<Map<String, Object>> figures = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("section", row.section());
      figure.put("name", row.name());
      figure.put("unit", row.unit());
      figure.put("median", row.value());
      figure.put("runs", row.runs());
      figure.putAll(row.more());
      figures.add(figure);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("machine", machine);
    all.put("figures", figures);
    return all;
  }

  private static String heading(Row row) {
    StringBuilder first =
        new StringBuilder("| %-45s | %10s | %21s ".formatted("", row.unit(), "lowest - highest"));
    StringBuilder second =
        new StringBuilder("|-")
            .append("-".repeat(45))
            .append("-|-----------:|----------------------:");
    row.more()
        .keySet()
        .forEach(column -> {
          first.append("| %14s ".formatted(column));
          second.append("|---------------:");
        });
    return first.append("|\n").append(second).append("|\n").toString();
  }

  private static String line(Row row) {
    double lowest = row.runs().stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    double highest = row.runs().stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    StringBuilder line =
        new StringBuilder(
            "| %-45s | %10s | %21s "
                .formatted(
                    row.name(), number(row.value()), number(lowest) + " - " + number(highest)));
    row.more().values().forEach(value -> line.append("| %14s ".formatted(number(value))));
    return line.append("|\n").toString();
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
