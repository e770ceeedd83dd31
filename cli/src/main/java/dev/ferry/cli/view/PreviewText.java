package dev.ferry.cli.view;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Units;
import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Json;
import dev.ferry.preview.Listing;
import dev.ferry.preview.Other;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Preview;
import dev.ferry.preview.PreviewLimits;
import dev.ferry.preview.Table;
import dev.ferry.preview.Text;
import java.util.ArrayList;
import java.util.List;

/** Writes previews for people. */
public final class PreviewText {
  private PreviewText() {}

  /**
   * A preview as lines for a terminal: what the file is, what is in it, and what is not shown.
   *
   * @param name what the file is called; not escaped yet
   */
  public static List<String> lines(String name, Preview preview, Sight sight) {
    Ink ink = new Ink(sight);
    List<String> lines = new ArrayList<>(title(name, preview, sight, ink));
    switch (preview) {
      case Picture picture -> lines.addAll(PictureLines.of(picture, sight));
      case Table table -> lines.addAll(new TableLines(table, sight, ink).lines());
      case Json json -> lines.addAll(JsonLines.of(json, sight, ink));
      case Text text -> lines.addAll(text(text, sight, ink));
      case Listing listing -> lines.addAll(ListingLines.of(listing, sight, ink));
      case Other other -> {}
    }
    if (!preview.problem().isEmpty()) {
      lines.addAll(
          Fit.wrap("Note: " + preview.problem() + ".", sight.columns(), 3).stream()
              .map(ink::warning)
              .toList());
    }
    return lines;
  }

  /** How much of a file is worth looking at for such a terminal. */
  public static PreviewLimits limits(Sight sight) {
    boolean characters = sight.graphics() == Sight.Graphics.NONE;
    return PreviewLimits.screen()
        .withThumbnail(
            characters ? sight.columns() : sight.columns() * PictureCodes.PIXELS_ACROSS,
            characters ? 2 * sight.rows() : sight.rows() * PictureCodes.PIXELS_DOWN);
  }

  private static List<String> title(String name, Preview preview, Sight sight, Ink ink) {
    String shown = Fit.cut(Fit.line(name), sight.columns());
    String facts = facts(preview);
    boolean beside = Columns.of(shown) + 2 + facts.length() <= sight.columns();
    return beside
        ? List.of(ink.strong(shown) + "  " + facts)
        : List.of(ink.strong(shown), "  " + Fit.cut(facts, sight.columns() - 2));
  }

  private static String facts(Preview preview) {
    String format = preview.about().format();
    String bytes = Units.bytes(preview.about().bytes());
    return switch (preview) {
      case Picture picture ->
          format
              + (picture.width() == 0
                  ? ""
                  : ", "
                      + Units.count(picture.width())
                      + " \u00d7 "
                      + Units.count(picture.height()))
              + ", "
              + bytes;
      case Table table -> format + ", " + size(table) + ", " + bytes + writing(table);
      case Json json ->
          format
              + (json.hasRecords() ? ", " + count(json.records(), "record") : "")
              + ", "
              + bytes
              + unusual(json.encoding());
      case Text text ->
          format + ", " + count(text.allLines(), "line") + ", " + bytes + unusual(text.encoding());
      case Listing listing ->
          format
              + ", "
              + count(listing.allEntries(), "entry")
              + (listing.unpacked().value() == 0
                  ? ""
                  : ", "
                      + precision(listing.unpacked())
                      + Units.bytes(listing.unpacked().value())
                      + " unpacked")
              + ", "
              + bytes;
      case Other other -> format + ", " + bytes;
    };
  }

  private static String size(Table table) {
    return count(table.allRows(), "row") + " \u00d7 " + Units.count(table.allColumns(), "column");
  }

  private static String writing(Table table) {
    String delimiter =
        switch (table.delimiter()) {
          case ';' -> ", semicolons";
          case '|' -> ", bars";
          default -> "";
        };
    return delimiter + unusual(table.encoding());
  }

  private static String unusual(String encoding) {
    return encoding.equals("UTF-8") ? "" : ", " + encoding;
  }

  /** {@code 1,234 rows}, {@code about 1,200 rows}, {@code at least 12 rows}. */
  static String count(Count count, String noun) {
    return precision(count) + Units.count(count.value(), noun);
  }

  private static String precision(Count count) {
    return switch (count.precision()) {
      case EXACT -> "";
      case ABOUT -> "about ";
      case AT_LEAST -> "at least ";
    };
  }

  private static List<String> text(Text text, Sight sight, Ink ink) {
    List<String> lines = new ArrayList<>();
    for (String line : text.lines()) {
      lines.add(Fit.cut(Fit.line(line), sight.columns()));
    }
    return withRest(lines, text.allLines(), text.lines().size(), "line", ink);
  }

  /** Adds how many more there are than were shown. */
  static List<String> withRest(List<String> lines, Count all, int shown, String noun, Ink ink) {
    long rest = all.value() - shown;
    if (rest > 0) {
      lines.add(
          ink.faint(
              "\u2026 and " + precision(all) + Units.count(rest) + " more " + plural(rest, noun)));
    } else if (all.precision() == Count.Precision.AT_LEAST) {
      lines.add(ink.faint("\u2026 and perhaps more"));
    }
    return lines;
  }

  private static String plural(long count, String noun) {
    String counted = Units.count(count, noun);
    return counted.substring(counted.indexOf(' ') + 1);
  }

  /** The word above a column. */
  static String word(Column.Type type) {
    return switch (type) {
      case WHOLE, DECIMAL -> "number";
      case TIME -> "time";
      case NOTHING, YES_NO, DATE, TEXT -> type.word();
    };
  }
}
