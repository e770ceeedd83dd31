package dev.ferry.cli.ask;

import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Units;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FileKind;
import dev.ferry.manifest.FileKinds;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.transfer.Offer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What is in an offer, told from its list alone: kinds by name, and what is in a folder that is
 * offered alone. Looks at the first entries only, so that a list of millions costs no more.
 */
final class Inside {
  private static final int LOOKED_AT = 10_000;
  private static final int NAMES = 6;

  private final FileKinds.Tally tally = new FileKinds.Tally();
  private final List<String> names = new ArrayList<>();
  private String root = "";
  private long roots;
  private long files;
  private long below;
  private boolean whole = true;

  private Inside() {}

  /** Looks. Blocks on disk for a moment. */
  static Inside of(Offer offer) {
    Inside inside = new Inside();
    try {
      inside.look(offer.manifest());
    } catch (IOException e) {
      // Whoever answers is told when the list itself is wanted.
      Inside unknown = new Inside();
      unknown.whole = false;
      return unknown;
    }
    return inside;
  }

  /** How many top-level names there are; {@link OfferText#UNCOUNTED} if there are too many. */
  long roots() {
    return whole ? roots : OfferText.UNCOUNTED;
  }

  private void look(Manifest manifest) throws IOException {
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (cursor.index() >= LOOKED_AT) {
          whole = false;
          return;
        }
        add(entry);
      }
    }
  }

  private void add(Entry entry) {
    if (!entry.path().root().equals(root)) {
      root = entry.path().root();
      roots++;
    }
    if (entry instanceof FileEntry) {
      files++;
      tally.add(entry.path());
    }
    if (entry.path().depth() == 2) {
      below++;
      if (names.size() < NAMES) {
        names.add(
            ShortName.ofTitle(entry.path().name()) + (entry instanceof FolderEntry ? "/" : ""));
      }
    }
  }

  /** A line or two; none if there is nothing worth saying. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (files > 1) {
      lines.add("  " + kinds() + (whole ? "" : " among the first " + Units.count(LOOKED_AT)));
    }
    if (roots == 1 && !names.isEmpty()) {
      long more = below - names.size();
      lines.add(
          "  in it: "
              + String.join(", ", names)
              + (!whole ? " and more" : more > 0 ? " and " + Units.count(more) + " more" : ""));
    }
    return lines;
  }

  private String kinds() {
    FileKinds kinds = tally.kinds();
    return String.join(", ", kinds.mostFirst().stream().map(kind -> counted(kinds, kind)).toList());
  }

  private static String counted(FileKinds kinds, FileKind kind) {
    long count = kinds.of(kind);
    return Units.count(count) + " " + (kind == FileKind.OTHER ? "other " : "") + kind.word(count);
  }
}
