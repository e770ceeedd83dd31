package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.Fields.Pair;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.EntrySet.Run;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/**
 * Sets of entry indices and of payload positions as half-open pairs {@code [from,to)}, at most
 * {@link #PAIRS_A_LINE} on a line and as many lines as it takes:
 *
 * <pre>
 * {"accepted":{"runs":[[from,to],...]}}
 * {"missing":[[from,to],...]}
 * </pre>
 */
final class RangeLines {
  /** The most pairs on a line. */
  static final int PAIRS_A_LINE = 1000;

  private RangeLines() {}

  static void writePair(JsonWriter json, long from, long to) {
    json.beginArray();
    json.value(from);
    json.value(to);
    json.endArray();
  }

  /** Writes the accepted entries; nothing if there are none. */
  static void writeAccepted(LineWriter out, EntrySet accepted) throws IOException {
    Iterator<Run> runs = accepted.runs().iterator();
    while (runs.hasNext()) {
      out.write(json -> {
        json.beginObject();
        json.name("accepted");
        json.beginObject();
        json.name("runs");
        json.beginArray();
        for (int i = 0; i < PAIRS_A_LINE && runs.hasNext(); i++) {
          Run run = runs.next();
          writePair(json, run.from(), run.to());
        }
        json.endArray();
        json.endObject();
        json.endObject();
      });
    }
  }

  /** Writes the missing ranges; nothing if nothing is missing. */
  static void writeMissing(LineWriter out, RangeSet missing) throws IOException {
    List<Range> ranges = missing.ranges();
    for (int i = 0; i < ranges.size(); i += PAIRS_A_LINE) {
      List<Range> some = ranges.subList(i, Math.min(ranges.size(), i + PAIRS_A_LINE));
      out.write(json -> {
        json.beginObject();
        json.name("missing");
        json.beginArray();
        some.forEach(range -> writePair(json, range.from(), range.to()));
        json.endArray();
        json.endObject();
      });
    }
  }

  /** Adds the runs of one line to {@code runs}. */
  static void readAccepted(Fields line, List<Run> runs) throws MalformedException {
    for (Pair pair : line.object("accepted").pairs("runs")) {
      if (!runs.isEmpty() && pair.first() < runs.getLast().to()) {
        throw new MalformedException("\"accepted\" is not in order");
      }
      try {
        runs.add(new Run(pair.first(), pair.second()));
      } catch (IllegalArgumentException e) {
        throw new MalformedException("\"accepted\" has an impossible run", e);
      }
    }
  }

  /** Adds the ranges of one line to {@code ranges}. */
  static void readMissing(Fields line, List<Range> ranges) throws MalformedException {
    for (Pair pair : line.pairs("missing")) {
      if (!ranges.isEmpty() && pair.first() <= ranges.getLast().to()) {
        throw new MalformedException("\"missing\" is not in order");
      }
      try {
        ranges.add(new Range(pair.first(), pair.second()));
      } catch (IllegalArgumentException e) {
        throw new MalformedException("\"missing\" has an impossible range", e);
      }
    }
  }
}
