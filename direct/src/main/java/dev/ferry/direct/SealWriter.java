package dev.ferry.direct;

import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.ChunkHashes;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.SealEnd;
import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a sender's seal: the hashes of all chunks in order, what was withdrawn, and the line that
 * ends it:
 *
 * <pre>
 * {"chunk":first,"h":"32 hex digits for each of at most 256 chunks"}
 * {"withdrawn":[[index,"reason"],...]}
 * {"end":{"chunks":n,"sender":{...}}}
 * </pre>
 */
final class SealWriter {
  /** The most hashes on a line. */
  static final int HASHES_A_LINE = 256;

  /** The most withdrawn files on a line. */
  static final int WITHDRAWN_A_LINE = 256;

  private SealWriter() {}

  /** What is known only after all hashes were asked for. */
  @FunctionalInterface
  interface End {
    /** What comes behind them; the withdrawn files each once, in any order. */
    SealEnd get();

    /** That of {@code outgoing}. */
    static End of(Outgoing outgoing) {
      return () -> new SealEnd(outgoing.withdrawn(), outgoing.report());
    }
  }

  /** Writes hashes of {@code chunks} chunks, then what there is to say after them. */
  static void write(LineWriter out, ChunkHashes hashes, long chunks, End end) throws IOException {
    for (long first = 0; first < chunks; first += HASHES_A_LINE) {
      writeHashes(out, first, digits(hashes, Math.min(HASHES_A_LINE, chunks - first)));
    }
    SealEnd said = end.get();
    List<Withdrawn> all =
        said.withdrawn().stream().sorted(Comparator.comparingLong(Withdrawn::index)).toList();
    for (int i = 0; i < all.size(); i += WITHDRAWN_A_LINE) {
      writeWithdrawn(out, all.subList(i, Math.min(all.size(), i + WITHDRAWN_A_LINE)));
    }
    out.write(json -> {
      json.beginObject();
      json.name("end");
      json.beginObject();
      json.name("chunks");
      json.value(chunks);
      json.name("sender");
      SenderReportJson.write(json, said.report());
      json.endObject();
      json.endObject();
    });
  }

  private static String digits(ChunkHashes hashes, long count) throws IOException {
    StringBuilder digits = new StringBuilder((int) count * ChunkHash.HEX_LENGTH);
    for (int i = 0; i < count; i++) {
      digits.append(hashes.next().hex());
    }
    return digits.toString();
  }

  private static void writeHashes(LineWriter out, long first, String digits) throws IOException {
    out.write(json -> {
      json.beginObject();
      json.name("chunk");
      json.value(first);
      json.name("h");
      json.value(digits);
      json.endObject();
    });
    out.flush();
  }

  private static void writeWithdrawn(LineWriter out, List<Withdrawn> some) throws IOException {
    out.write(json -> {
      json.beginObject();
      json.name("withdrawn");
      json.beginArray();
      some.forEach(file -> writeNote(json, file));
      json.endArray();
      json.endObject();
    });
  }

  private static void writeNote(JsonWriter json, Withdrawn file) {
    json.beginArray();
    json.value(file.index());
    json.value(file.reason());
    json.endArray();
  }
}
