package dev.ferry.peer.events;

import dev.ferry.preview.Column;
import dev.ferry.preview.Count;
import dev.ferry.preview.Json;
import dev.ferry.preview.Listing;
import dev.ferry.preview.Other;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Preview;
import dev.ferry.preview.Table;
import dev.ferry.preview.Text;

/** Writes previews for programs, as docs/events.md says. */
public final class PreviewJson {
  private PreviewJson() {}

  /**
   * Adds a preview to an event.
   *
   * @param path which file it is of
   */
  public static JsonLine put(JsonLine line, String path, Preview preview) {
    line.put("path", path)
        .put("kind", preview.kind().slug())
        .put("mediaType", preview.about().mediaType())
        .put("format", preview.about().format())
        .put("bytes", preview.about().bytes());
    switch (preview) {
      case Picture picture -> picture(line, picture);
      case Table table -> table(line, table);
      case Json json -> json(line, json);
      case Text text -> {
        line.put("encoding", text.encoding()).put("head", text.lines());
        count(line, "lines", text.allLines());
      }
      case Listing listing -> listing(line, listing);
      case Other other -> {}
    }
    return preview.problem().isEmpty() ? line : line.put("note", preview.problem());
  }

  private static void picture(JsonLine line, Picture picture) {
    if (picture.width() > 0) {
      line.put("width", picture.width()).put("height", picture.height());
    }
  }

  private static void table(JsonLine line, Table table) {
    line.put("encoding", table.encoding())
        .put("delimiter", String.valueOf(table.delimiter()))
        .put("header", table.header());
    count(line, "rows", table.allRows());
    line.put("columns", table.allColumns())
        .putObjects("head", table.columns(), PreviewJson::column)
        .putObjects("first", table.rows(), (object, row) -> object.put("values", row));
  }

  private static void column(JsonLine line, Column column) {
    line.put("name", column.name()).put("type", column.type().slug());
  }

  private static void json(JsonLine line, Json json) {
    line.put("encoding", json.encoding()).put("shape", json.shape()).put("depth", json.depth());
    count(line, "records", json.records());
    line.put("whole", json.whole())
        .put(
            "head",
            json.lines().stream().map(each -> "  ".repeat(each.indent()) + each.text()).toList());
  }

  private static void listing(JsonLine line, Listing listing) {
    count(line, "entries", listing.allEntries());
    count(line, "unpacked", listing.unpacked());
    line.putObjects("head", listing.entries(), PreviewJson::entry);
  }

  private static void entry(JsonLine line, Listing.Entry entry) {
    line.put("path", entry.name()).put("kind", entry.kind().word());
    if (entry.bytes() >= 0) {
      line.put("bytes", entry.bytes());
    }
    line.put("modified", entry.modified() == null ? null : entry.modified().toString());
  }

  private static void count(JsonLine line, String name, Count count) {
    line.putObject(
        name,
        object -> object.put("count", count.value()).put("precision", count.precision().slug()));
  }
}
