package dev.ferry.peer.events;

import dev.ferry.peer.PastDetails;
import dev.ferry.peer.PastTransfer;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.transfer.SpeedSeries;

/** Writes transfers that a home keeps as docs/events.md says; each method returns {@code line}. */
public final class KeptJson {
  private KeptJson() {}

  /** Adds the fields of {@code transfer}, one that is not finished. */
  public static JsonLine unfinished(JsonLine line, StoredTransfer kept) {
    return line.put("transfer", kept.id().text())
        .put("direction", EventWords.word(kept.direction()))
        .put("peer", kept.peer())
        .put("title", kept.title())
        .put("done", kept.done())
        .put("total", kept.total())
        .put("since", kept.since().toString())
        .put("resumable", kept.resumable())
        .put("inOneGo", kept.inOneGo());
  }

  /** Adds the fields of {@code past}. */
  public static JsonLine past(JsonLine line, PastTransfer past) {
    return line.put("transfer", past.id())
        .put("direction", EventWords.word(past.direction()))
        .put("alias", past.alias())
        .put("address", past.address())
        .put("title", past.title())
        .put("text", past.text())
        .put("files", past.files())
        .put("bytes", past.bytes())
        .put("began", past.began().toString())
        .put("nanos", past.took().toNanos())
        .put("result", past.result())
        .put("message", past.message())
        .put("destination", past.destination())
        .put("protocol", past.protocol() == null ? null : past.protocol().word());
  }

  /** Adds what was measured of a past transfer. */
  public static JsonLine details(JsonLine line, PastTransfer past) {
    PastDetails details = past.details();
    EventJson.measurements(
        line.put("resentBytes", past.resent())
            .putNumbers("kinds", EventJson.kinds(details.kinds())),
        details.measured());
    speed(line, details.measured().speed());
    if (!details.senderWaited().isEmpty()) {
      line.putNumbers("senderWaited", EventJson.stages(details.senderWaited()));
    }
    if (!details.receiverWaited().isEmpty()) {
      line.putNumbers("receiverWaited", EventJson.stages(details.receiverWaited()));
    }
    return line;
  }

  /** Adds how fast it was over time, if anything moved. */
  public static JsonLine speed(JsonLine line, SpeedSeries speed) {
    return speed.intervalNanos() <= 0
        ? line
        : line.putObject(
            "speed",
            object ->
                object.put("intervalNanos", speed.intervalNanos()).putAll("bytes", speed.bytes()));
  }
}
