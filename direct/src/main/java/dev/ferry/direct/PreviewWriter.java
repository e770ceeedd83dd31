package dev.ferry.direct;

import dev.ferry.preview.Count;
import dev.ferry.preview.Json;
import dev.ferry.preview.Listing;
import dev.ferry.preview.Other;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Table;
import dev.ferry.preview.Text;
import dev.ferry.preview.Thumbnail;
import io.avaje.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a preview as docs/protocol.md says: what every file has, then one object that is named
 * after the sort of view, or none.
 *
 * <pre>
 * {"kind":slug,"media":type,"format":words[,"problem":sentence][,
 *  "picture":{...} | "table":{...} | "json":{...} | "text":{...} | "listing":{...}]}
 * </pre>
 *
 * or {@code {"none":true}}.
 */
final class PreviewWriter {
  /** The longest body of a preview. */
  static final int MOST_BYTES = 48 << 10;

  /** The longest thumbnail. */
  static final int MOST_PNG_BYTES = 32 << 10;

  /** Pixels across and down of a thumbnail, at most. */
  static final int MOST_PIXELS = 256;

  private static final double SMALLER = 0.8;
  private static final int REPLACEMENT = 0xfffd;

  private PreviewWriter() {}

  /** The body that stands for {@code preview}; that there is none if it would be too long. */
  static byte[] body(Optional<Preview> preview) throws IOException {
    if (preview.isPresent()) {
      byte[] body = written(json -> write(json, preview.get()));
      if (body.length <= MOST_BYTES) {
        return body;
      }
    }
    return written(PreviewWriter::writeNone);
  }

  private static byte[] written(LineWriter.Line line) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (LineWriter out = new LineWriter(body)) {
      out.write(line);
      out.flush();
    }
    return body.toByteArray();
  }

  private static void writeNone(JsonWriter json) {
    json.beginObject();
    json.name("none");
    json.value(true);
    json.endObject();
  }

  /** Writes one object. */
  static void write(JsonWriter json, Preview preview) {
    json.beginObject();
    text(json, "kind", preview.kind().slug());
    text(json, "media", preview.about().mediaType());
    text(json, "format", preview.about().format());
    if (!preview.problem().isEmpty()) {
      text(json, "problem", preview.problem());
    }
    switch (preview) {
      case Picture picture -> picture(json, picture);
      case Table table -> table(json, table);
      case Json shape -> json(json, shape);
      case Text text -> text(json, text);
      case Listing listing -> listing(json, listing);
      case Other _ -> {}
    }
    json.endObject();
  }

  private static void picture(JsonWriter json, Picture picture) {
    json.name("picture");
    json.beginObject();
    number(json, "width", picture.width());
    number(json, "height", picture.height());
    picture
        .thumbnail()
        .ifPresent(
            thumbnail -> text(json, "png", Base64.getEncoder().encodeToString(png(thumbnail))));
    json.endObject();
  }

  /** As large as may be. */
  private static byte[] png(Thumbnail thumbnail) {
    double scale =
        Math.min(1, (double) MOST_PIXELS / Math.max(thumbnail.width(), thumbnail.height()));
    while (true) {
      byte[] png =
          thumbnail
              .scaledTo(scaled(thumbnail.width(), scale), scaled(thumbnail.height(), scale))
              .png();
      if (png.length <= MOST_PNG_BYTES) {
        return png;
      }
      scale *= SMALLER;
    }
  }

  private static int scaled(int pixels, double scale) {
    return Math.max(1, (int) (pixels * scale));
  }

  private static void table(JsonWriter json, Table table) {
    json.name("table");
    json.beginObject();
    text(json, "encoding", table.encoding());
    text(json, "delimiter", String.valueOf(table.delimiter()));
    flag(json, "header", table.header());
    textLists(
        json,
        "columns",
        table.columns().stream()
            .map(column -> List.of(column.name(), column.type().slug()))
            .toList());
    number(json, "allColumns", table.allColumns());
    textLists(json, "rows", table.rows());
    count(json, "allRows", table.allRows());
    json.endObject();
  }

  private static void json(JsonWriter json, Json shape) {
    json.name("json");
    json.beginObject();
    text(json, "encoding", shape.encoding());
    text(json, "shape", shape.shape());
    json.name("lines");
    json.beginArray();
    for (Json.Line line : shape.lines()) {
      json.beginObject();
      number(json, "indent", line.indent());
      textLists(
          json,
          "pieces",
          line.pieces().stream().map(piece -> List.of(word(piece.role()), piece.text())).toList());
      json.endObject();
    }
    json.endArray();
    flag(json, "whole", shape.whole());
    count(json, "records", shape.records());
    number(json, "depth", shape.depth());
    json.endObject();
  }

  /** How a role is called on the wire. */
  static String word(Json.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static void text(JsonWriter json, Text text) {
    json.name("text");
    json.beginObject();
    text(json, "encoding", text.encoding());
    json.name("lines");
    json.beginArray();
    text.lines().forEach(line -> json.value(whole(line)));
    json.endArray();
    count(json, "allLines", text.allLines());
    json.endObject();
  }

  private static void listing(JsonWriter json, Listing listing) {
    json.name("listing");
    json.beginObject();
    json.name("entries");
    json.beginArray();
    for (Listing.Entry entry : listing.entries()) {
      json.beginObject();
      text(json, "name", entry.name());
      text(json, "kind", entry.kind().word());
      if (entry.bytes() >= 0) {
        number(json, "bytes", entry.bytes());
      }
      if (entry.modified() != null) {
        text(json, "modified", entry.modified().toString());
      }
      json.endObject();
    }
    json.endArray();
    count(json, "allEntries", listing.allEntries());
    count(json, "unpacked", listing.unpacked());
    json.endObject();
  }

  private static void count(JsonWriter json, String name, Count count) {
    json.name(name);
    json.beginObject();
    number(json, "count", count.value());
    text(json, "precision", count.precision().slug());
    json.endObject();
  }

  private static void textLists(JsonWriter json, String name, List<List<String>> lists) {
    json.name(name);
    json.beginArray();
    for (List<String> list : lists) {
      json.beginArray();
      list.forEach(text -> json.value(whole(text)));
      json.endArray();
    }
    json.endArray();
  }

  private static void text(JsonWriter json, String name, String value) {
    json.name(name);
    json.value(whole(value));
  }

  private static void number(JsonWriter json, String name, long value) {
    json.name(name);
    json.value(value);
  }

  private static void flag(JsonWriter json, String name, boolean value) {
    json.name(name);
    json.value(value);
  }

  /** Text was cut somewhere: half of a character, which no reader takes, becomes a mark. */
  private static String whole(String text) {
    return text.codePoints().noneMatch(PreviewWriter::isHalf)
        ? text
        : text.codePoints()
            .map(c -> isHalf(c) ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isHalf(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
