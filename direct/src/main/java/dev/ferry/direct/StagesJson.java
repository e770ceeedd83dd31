package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.StageMeter.Stage;
import io.avaje.json.JsonWriter;
import java.util.EnumMap;
import java.util.Map;

/** How long a side waited in each stage, as an object of nanoseconds. */
final class StagesJson {
  private StagesJson() {}

  static void write(JsonWriter json, Map<Stage, Long> waited) {
    json.beginObject();
    for (Stage stage : Stage.values()) {
      json.name(stage.slug());
      json.value(waited.getOrDefault(stage, 0L));
    }
    json.endObject();
  }

  static Map<Stage, Long> read(Fields fields) throws MalformedException {
    Map<Stage, Long> waited = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      waited.put(stage, fields.count(stage.slug(), 0));
    }
    return waited;
  }
}
