package dev.ferry.cli.view;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Units;
import dev.ferry.preview.Listing;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists what is in an archive. */
final class ListingLines {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
  private static final int SIZE = 8;
  private static final String NO_TIME = " ".repeat(16);

  private ListingLines() {}

  static List<String> of(Listing listing, Sight sight, Ink ink) {
    List<String> lines = new ArrayList<>();
    for (Listing.Entry entry : listing.entries()) {
      String front = Columns.padLeft(size(entry), SIZE) + "  " + time(entry.modified()) + "  ";
      lines.add(
          ink.faint(front)
              + Columns.shorten(Fit.line(entry.name()), sight.columns() - front.length()));
    }
    return PreviewText.withRest(
        lines, listing.allEntries(), listing.entries().size(), "entry", ink);
  }

  private static String size(Listing.Entry entry) {
    return entry.kind() != Listing.EntryKind.FILE
        ? entry.kind().word()
        : entry.bytes() < 0 ? "?" : Units.bytes(entry.bytes());
  }

  private static String time(@Nullable Instant modified) {
    return modified == null ? NO_TIME : MINUTE.format(modified.atZone(ZoneId.systemDefault()));
  }
}
