package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.Glimpse;
import dev.ferry.preview.About;
import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Json;
import dev.ferry.preview.Listing;
import dev.ferry.preview.Other;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Table;
import dev.ferry.preview.Text;
import dev.ferry.preview.Thumbnail;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link PreviewWriter} wrote, from somebody who may mean harm. What is larger than a
 * screen could use is refused; words that are shown as this program's own must be plain.
 */
final class PreviewReader {
  /** Lines, rows, columns, entries, pieces of a line: the most of each. */
  static final int MOST_PARTS = 64;

  /** Characters of one text. */
  static final int MOST_CHARS = 1000;

  private static final Pattern PLAIN = Pattern.compile("[ -~]{0,200}");

  private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private PreviewReader() {}

  /**
   * What {@code fields} show of a file.
   *
   * @param bytes the size of the file, as its entry says
   * @return empty if the sender can show nothing
   */
  static Optional<Glimpse> read(Fields fields, long bytes) throws MalformedException {
    if (fields.flag("none", false)) {
      return Optional.empty();
    }
    String slug = fields.text("kind");
    FileKind kind = FileKind.ofSlug(slug).orElse(FileKind.OTHER);
    About about = new About(kind, plain(fields, "media"), plain(fields, "format"), bytes);
    String problem = fields.has("problem") ? plain(fields, "problem") : "";
    return Optional.of(preview(fields, about, problem));
  }

  private static Preview preview(Fields fields, About about, String problem)
      throws MalformedException {
    if (fields.has("picture")) {
      return picture(fields.object("picture"), about, problem);
    } else if (fields.has("table")) {
      return table(fields.object("table"), about, problem);
    } else if (fields.has("json")) {
      return json(fields.object("json"), about, problem);
    } else if (fields.has("text")) {
      return text(fields.object("text"), about, problem);
    } else if (fields.has("listing")) {
      return listing(fields.object("listing"), about, problem);
    }
    return new Other(about, problem);
  }

  private static Picture picture(Fields fields, About about, String problem)
      throws MalformedException {
    String png = fields.optionalText("png");
    return new Picture(
        about,
        small(fields, "width"),
        small(fields, "height"),
        png == null ? Optional.empty() : Optional.of(thumbnail(png)),
        problem);
  }

  /** Its header is looked at before it is decoded. */
  private static Thumbnail thumbnail(String base64) throws MalformedException {
    byte[] png;
    try {
      png = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("\"png\" is not base64", e);
    }
    if (png.length > PreviewWriter.MOST_PNG_BYTES) {
      throw new MalformedException(
          "a thumbnail has more than " + PreviewWriter.MOST_PNG_BYTES + " bytes");
    }
    return Thumbnail.ofPng(png, PreviewWriter.MOST_PIXELS)
        .orElseThrow(() ->
            new MalformedException(
                "a thumbnail is no PNG of at most " + PreviewWriter.MOST_PIXELS + " pixels"));
  }

  private static Table table(Fields fields, About about, String problem) throws MalformedException {
    String delimiter = bounded("delimiter", fields.text("delimiter"));
    if (delimiter.length() != 1) {
      throw new MalformedException("\"delimiter\" is not one character");
    }
    List<Column> columns = new ArrayList<>();
    for (List<String> column : lists(fields, "columns")) {
      if (column.size() != 2) {
        throw new MalformedException("a column is not a name and a type");
      }
      columns.add(
          new Column(
              column.getFirst(), oneOf(Column.Type.values(), Column.Type::slug, column.getLast())));
    }
    List<List<String>> rows = lists(fields, "rows");
    if (rows.stream().anyMatch(row -> row.size() > columns.size())) {
      throw new MalformedException("a row has more values than there are columns");
    }
    int allColumns = small(fields, "allColumns");
    return new Table(
        about,
        plain(fields, "encoding"),
        delimiter.charAt(0),
        fields.flag("header"),
        columns,
        Math.max(columns.size(), allColumns),
        rows,
        count(fields, "allRows"),
        problem);
  }

  private static Json json(Fields fields, About about, String problem) throws MalformedException {
    List<Json.Line> lines = new ArrayList<>();
    for (Fields line : bounded("lines", fields.objects("lines"))) {
      lines.add(line(line));
    }
    return new Json(
        about,
        plain(fields, "encoding"),
        bounded("shape", fields.text("shape")),
        lines,
        fields.flag("whole"),
        count(fields, "records"),
        small(fields, "depth"),
        problem);
  }

  private static Json.Line line(Fields fields) throws MalformedException {
    List<Json.Piece> pieces = new ArrayList<>();
    for (List<String> piece : lists(fields, "pieces")) {
      if (piece.size() != 2) {
        throw new MalformedException("a piece is not a role and a text");
      }
      pieces.add(
          new Json.Piece(
              oneOf(Json.Role.values(), PreviewWriter::word, piece.getFirst()), piece.getLast()));
    }
    return new Json.Line(Math.min(MOST_PARTS, small(fields, "indent")), pieces);
  }

  private static Text text(Fields fields, About about, String problem) throws MalformedException {
    List<String> lines = bounded("lines", fields.texts("lines"));
    for (String line : lines) {
      bounded("lines", line);
    }
    return new Text(about, plain(fields, "encoding"), lines, count(fields, "allLines"), problem);
  }

  private static Listing listing(Fields fields, About about, String problem)
      throws MalformedException {
    List<Listing.Entry> entries = new ArrayList<>();
    for (Fields entry : bounded("entries", fields.objects("entries"))) {
      entries.add(
          new Listing.Entry(
              bounded("name", entry.text("name")),
              oneOf(Listing.EntryKind.values(), Listing.EntryKind::word, entry.text("kind")),
              entry.has("bytes") ? entry.count("bytes") : -1,
              time(entry.optionalText("modified"))));
    }
    return new Listing(
        about, entries, count(fields, "allEntries"), count(fields, "unpacked"), problem);
  }

  private static @Nullable Instant time(@Nullable String text) throws MalformedException {
    try {
      return text == null ? null : ofACalendar(Instant.parse(bounded("modified", text)));
    } catch (DateTimeException e) {
      throw new MalformedException("\"modified\" is no time", e);
    }
  }

  /** An instant can lie in years that no time zone has: whoever shows it would fail. */
  private static Instant ofACalendar(Instant instant) throws MalformedException {
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new MalformedException("\"modified\" is in no year of a calendar");
    }
    return instant;
  }

  private static Count count(Fields fields, String name) throws MalformedException {
    Fields count = fields.object(name);
    return new Count(
        count.count("count"),
        oneOf(Count.Precision.values(), Count.Precision::slug, count.text("precision")));
  }

  private static <T> T oneOf(T[] all, Function<T, String> word, String said)
      throws MalformedException {
    return Arrays.stream(all)
        .filter(each -> word.apply(each).equals(said))
        .findFirst()
        .orElseThrow(() -> new MalformedException("a preview has a word that is not known"));
  }

  private static int small(Fields fields, String name) throws MalformedException {
    return (int) Math.min(Integer.MAX_VALUE, fields.count(name));
  }

  /** Words that a screen shows as its own: ASCII that can be seen. */
  private static String plain(Fields fields, String name) throws MalformedException {
    String text = fields.text(name);
    if (!PLAIN.matcher(text).matches()) {
      throw new MalformedException("\"" + name + "\" is not plain");
    }
    return text;
  }

  private static List<List<String>> lists(Fields fields, String name) throws MalformedException {
    List<List<String>> lists = bounded(name, fields.textLists(name));
    for (List<String> list : lists) {
      for (String text : bounded(name, list)) {
        bounded(name, text);
      }
    }
    return lists;
  }

  private static <T> List<T> bounded(String name, List<T> list) throws MalformedException {
    if (list.size() > MOST_PARTS) {
      throw new MalformedException("\"" + name + "\" has more than " + MOST_PARTS + " parts");
    }
    return list;
  }

  private static String bounded(String name, String text) throws MalformedException {
    if (text.length() > MOST_CHARS) {
      throw new MalformedException("\"" + name + "\" has more than " + MOST_CHARS + " characters");
    }
    return text;
  }
}
