package dev.ferry.cli.view;

import dev.ferry.cli.show.Columns;
import dev.ferry.preview.Json;
import java.util.ArrayList;
import java.util.List;

/** Writes JSON for eyes: its shape, then its beginning. */
final class JsonLines {
  private static final int INDENT = 2;
  private static final int SHAPE_LINES = 3;

  private JsonLines() {}

  static List<String> of(Json json, Sight sight, Ink ink) {
    List<String> lines = new ArrayList<>();
    if (!json.shape().isEmpty()) {
      String shape = (json.hasRecords() ? "Each record: " : "Shape: ") + Fit.line(json.shape());
      Fit.wrap(shape, sight.columns(), SHAPE_LINES).forEach(line -> lines.add(ink.faint(line)));
    }
    for (Json.Line line : json.lines()) {
      lines.add(line(line, sight.columns(), ink));
    }
    if (json.hasRecords()) {
      return PreviewText.withRest(lines, json.records(), json.lines().size(), "record", ink);
    }
    if (!json.whole() && json.problem().isEmpty()) {
      lines.add(ink.faint("\u2026 and more"));
    }
    return lines;
  }

  private static String line(Json.Line line, int columns, Ink ink) {
    int indent = Math.min(line.indent() * INDENT, columns / 2);
    StringBuilder text = new StringBuilder(" ".repeat(indent));
    int left = columns - indent;
    for (Json.Piece piece : line.pieces()) {
      String shown = Fit.cut(Fit.line(piece.text()), left);
      text.append(ink.json(piece.role(), shown));
      left -= Columns.of(shown);
    }
    return text.toString();
  }
}
