package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Receipt;
import io.avaje.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A receipt as an object. The destination stays out of it: where files land on its disk is the
 * receiver's own business.
 */
final class ReceiptJson {
  private ReceiptJson() {}

  static void write(JsonWriter json, Receipt receipt) {
    json.beginObject();
    count(json, "files", receipt.files());
    count(json, "bytes", receipt.bytes());
    count(json, "same", receipt.same());
    count(json, "skipped", receipt.skipped());
    count(json, "refused", receipt.refused());
    json.name("beside");
    json.beginArray();
    receipt.keptBeside().forEach(json::value);
    json.endArray();
    count(json, "withdrawnFiles", receipt.withdrawnFiles());
    json.name("withdrawn");
    json.beginArray();
    receipt.withdrawn().forEach(file -> writeWithdrawn(json, file));
    json.endArray();
    json.name("waited");
    StagesJson.write(json, receipt.waited());
    json.endObject();
  }

  private static void writeWithdrawn(JsonWriter json, Withdrawn file) {
    json.beginObject();
    count(json, "index", file.index());
    json.name("path");
    json.value(file.path());
    json.name("reason");
    json.value(file.reason());
    json.endObject();
  }

  private static void count(JsonWriter json, String name, long value) {
    json.name(name);
    json.value(value);
  }

  static Receipt read(Fields fields) throws MalformedException {
    return new Receipt(
        fields.count("files"),
        fields.count("bytes"),
        fields.count("same"),
        fields.count("skipped"),
        atMost(fields.texts("beside")),
        withdrawn(fields),
        fields.count("withdrawnFiles"),
        fields.count("refused"),
        "",
        StagesJson.read(fields.object("waited")));
  }

  private static List<Withdrawn> withdrawn(Fields fields) throws MalformedException {
    List<Withdrawn> files = new ArrayList<>();
    for (Fields file : atMost(fields.objects("withdrawn"))) {
      files.add(new Withdrawn(file.count("index"), file.text("path"), file.text("reason")));
    }
    return files;
  }

  private static <T> List<T> atMost(List<T> all) {
    return all.subList(0, Math.min(all.size(), Receipt.SAMPLES));
  }
}
