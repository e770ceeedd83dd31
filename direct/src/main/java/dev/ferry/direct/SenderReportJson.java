package dev.ferry.direct;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.SenderReport;
import io.avaje.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** What a sender says of itself at the end of its seal, as an object. */
final class SenderReportJson {
  private SenderReportJson() {}

  static void write(JsonWriter json, SenderReport report) {
    json.beginObject();
    json.name("waited");
    StagesJson.write(json, report.waited());
    if (report.latency().isKnown()) {
      json.name("roundTrips");
      json.beginObject();
      count(json, "count", report.latency().count());
      count(json, "min", report.latency().min());
      count(json, "median", report.latency().median());
      count(json, "max", report.latency().max());
      json.endObject();
    }
    json.endObject();
  }

  private static void count(JsonWriter json, String name, long value) {
    json.name(name);
    json.value(value);
  }

  /** Reads one; a sender that says nothing is no mistake. */
  static SenderReport read(@Nullable Fields fields) throws MalformedException {
    if (fields == null) {
      return SenderReport.NONE;
    }
    Fields waited = fields.optionalObject("waited");
    return new SenderReport(
        waited == null ? SenderReport.NONE.waited() : StagesJson.read(waited),
        latency(fields.optionalObject("roundTrips")));
  }

  private static Latency latency(@Nullable Fields fields) throws MalformedException {
    if (fields == null) {
      return Latency.NONE;
    }
    try {
      return new Latency(
          fields.count("count"), fields.count("min"), fields.count("median"), fields.count("max"));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("\"roundTrips\" cannot be", e);
    }
  }
}
