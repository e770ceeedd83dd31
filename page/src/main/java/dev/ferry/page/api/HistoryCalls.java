package dev.ferry.page.api;

import dev.ferry.peer.PastTransfer;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.util.List;

/** Tells what happened before. Thread-safe; blocks on disk. */
final class HistoryCalls {
  private static final int USUAL = 50;
  private static final int MOST = 500;
  private static final int DEEPEST = 1_000_000;

  private final RunningPeer running;

  HistoryCalls(RunningPeer running) {
    this.running = running;
  }

  void list(ApiCall call) throws IOException {
    String search = call.query("search");
    int most = call.number("limit", 1, MOST, USUAL);
    int skip = call.number("skip", 0, DEEPEST, 0);
    List<PastTransfer> past = running.peer().history(search == null ? "" : search, most + 1, skip);
    List<PastTransfer> shown = past.subList(0, Math.min(most, past.size()));
    call.ok(
        JsonLine.object()
            .putObjects("past", shown, KeptJson::past)
            .put("more", past.size() > most));
  }

  /** All that is known of one; whoever sends to himself has two. */
  void one(ApiCall call) throws IOException {
    String id = call.transfer().text();
    List<PastTransfer> found =
        running.peer().history(id, MOST).stream().filter(past -> past.id().equals(id)).toList();
    if (found.isEmpty()) {
      throw new ProblemException(Problem.NOT_FOUND, "the history has no such transfer");
    }
    call.ok(
        JsonLine.object()
            .putObjects(
                "past", found, (line, past) -> KeptJson.details(KeptJson.past(line, past), past))
            .put("more", false));
  }
}
