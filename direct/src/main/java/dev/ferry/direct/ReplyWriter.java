package dev.ferry.direct;

import io.avaje.json.JsonWriter;
import java.io.IOException;
import java.util.List;

/**
 * Writes a {@link Reply} as lines. Any number of
 *
 * <pre>
 * {"waiting":true[,"show":[entry,...]]}
 * {"accepted":{"runs":[[from,to],...]}}
 * {"missing":[[from,to],...]}
 * </pre>
 *
 * and then one of
 *
 * <pre>
 * {"go":{"length":n[,"waitsFor":problem]}}
 * {"declined":{"reason":text}}
 * {"complete":receipt}
 * {"problem":problem}
 * </pre>
 */
final class ReplyWriter {
  private ReplyWriter() {}

  /**
   * Writes the line that says that somebody is still there, and sends it.
   *
   * @param show the entries that previews are wanted of; usually none
   */
  static void writeWaiting(LineWriter out, List<Long> show) throws IOException {
    out.write(json -> {
      json.beginObject();
      json.name("waiting");
      json.value(true);
      if (!show.isEmpty()) {
        json.name("show");
        json.beginArray();
        show.forEach(json::value);
        json.endArray();
      }
      json.endObject();
    });
    out.flush();
  }

  /** Writes all lines of {@code reply}. */
  static void write(LineWriter out, Reply reply) throws IOException {
    switch (reply) {
      case Reply.Go go -> {
        RangeLines.writeAccepted(out, go.accepted());
        RangeLines.writeMissing(out, go.missing());
        out.write(json -> writeGo(json, go));
      }
      case Reply.Declined declined -> out.write(json -> writeDeclined(json, declined));
      case Reply.Complete complete ->
          out.write(json -> {
            json.beginObject();
            json.name("complete");
            ReceiptJson.write(json, complete.receipt());
            json.endObject();
          });
      case Reply.Refused refused ->
          out.write(json -> {
            json.beginObject();
            json.name("problem");
            refused.problem().write(json);
            json.endObject();
          });
    }
  }

  private static void writeGo(JsonWriter json, Reply.Go go) {
    json.beginObject();
    json.name("go");
    json.beginObject();
    json.name("length");
    json.value(go.length());
    ProblemJson waitsFor = go.waitsFor();
    if (waitsFor != null) {
      json.name("waitsFor");
      waitsFor.write(json);
    }
    json.endObject();
    json.endObject();
  }

  private static void writeDeclined(JsonWriter json, Reply.Declined declined) {
    json.beginObject();
    json.name("declined");
    json.beginObject();
    json.name("reason");
    json.value(declined.reason());
    json.endObject();
    json.endObject();
  }
}
