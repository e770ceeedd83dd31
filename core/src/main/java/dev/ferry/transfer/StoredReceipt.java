package dev.ferry.transfer;

import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import io.avaje.jsonb.Json;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A receipt as this home keeps it; never sent to anybody. Fields as in {@link Receipt}. */
@Json
record StoredReceipt(
    long files,
    long bytes,
    long same,
    long skipped,
    List<String> keptBeside,
    List<StoredWithdrawn> withdrawn,
    long withdrawnFiles,
    long refused,
    String destination,
    Map<String, Long> waited,
    @Nullable List<String> arrived) {
  private static final JsonType<StoredReceipt> JSON = Jsonb.instance().type(StoredReceipt.class);

  /** Fields as in {@link Withdrawn}. */
  @Json
  record StoredWithdrawn(long index, String path, String reason) {}

  static String write(Receipt receipt) {
    Map<String, Long> waited = new java.util.TreeMap<>();
    receipt.waited().forEach((stage, nanos) -> waited.put(stage.name(), nanos));
    return JSON.toJson(
        new StoredReceipt(
            receipt.files(),
            receipt.bytes(),
            receipt.same(),
            receipt.skipped(),
            receipt.keptBeside(),
            receipt.withdrawn().stream()
                .map(w -> new StoredWithdrawn(w.index(), w.path(), w.reason()))
                .toList(),
            receipt.withdrawnFiles(),
            receipt.refused(),
            receipt.destination(),
            waited,
            receipt.arrived()));
  }

  static Receipt read(String json) {
    StoredReceipt stored = JSON.fromJson(json);
    Map<Stage, Long> waited = new EnumMap<>(Stage.class);
    stored.waited.forEach((stage, nanos) -> waited.put(Stage.valueOf(stage), nanos));
    return new Receipt(
        stored.files,
        stored.bytes,
        stored.same,
        stored.skipped,
        stored.keptBeside,
        stored.withdrawn.stream().map(w -> new Withdrawn(w.index, w.path, w.reason)).toList(),
        stored.withdrawnFiles,
        stored.refused,
        stored.destination,
        waited,
        null,
        // A Ferry before this one kept none.
        stored.arrived == null ? List.of() : stored.arrived);
  }
}
