package dev.ferry.page.api;

import dev.ferry.peer.LiveTransfer;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.EventWords;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.RemotePeer;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A transfer of this process, as docs/page-api.md says. */
final class TransferJson {
  private static final EventJson ENDS = new EventJson(InstantSource.system(), 0);

  private TransferJson() {}

  /**
   * Adds the fields of {@code transfer}; returns {@code line}.
   *
   * @param kept what the home keeps of it; null for nothing
   */
  static JsonLine put(JsonLine line, LiveTransfer transfer, @Nullable StoredTransfer kept) {
    line.put("number", transfer.number())
        .put("transfer", transfer.id().text())
        .put("direction", EventWords.word(transfer.direction()));
    RemotePeer peer = transfer.peer();
    if (peer != null) {
      EventJson.peer(line, peer).put("protocol", peer.protocol().word());
    }
    line.put("title", known(transfer.title()))
        .put("state", transfer.state().name().toLowerCase(Locale.ROOT))
        .put("files", transfer.files())
        .put("done", transfer.done())
        .put("total", transfer.total())
        .put("bytesPerSecond", transfer.bytesPerSecond());
    KeptJson.speed(line, transfer.speed())
        .put("message", known(transfer.message()))
        .put("began", transfer.began().toString())
        .put("changed", transfer.changed().toString());
    Outcome outcome = transfer.outcome();
    if (kept != null && !isOver(outcome)) {
      line.put("resumable", kept.resumable());
    }
    return outcome == null
        ? line
        : line.putObject("ended", object -> ENDS.end(object, transfer.direction(), outcome));
  }

  /** Its end is told before what was kept of it is deleted. */
  private static boolean isOver(@Nullable Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _, Outcome.Declined _ -> true;
      case Outcome.Interrupted _, Outcome.Failed _ -> false;
      case null -> false;
    };
  }

  private static @Nullable String known(String text) {
    return text.isEmpty() ? null : text;
  }
}
