package dev.ferry.peer.events;

import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.PlanSummary;
import dev.ferry.manifest.FileKinds;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes transfer events as docs/events.md says. Thread-safe. */
public final class EventJson {
  private final InstantSource clock;
  private final long ownLimit;

  /**
   * A writer of events.
   *
   * @param clock what they are stamped with
   * @param ownLimit the bytes a second that this side allowed; 0 for any number
   */
  public EventJson(InstantSource clock, long ownLimit) {
    this.clock = clock;
    this.ownLimit = ownLimit;
  }

  /** The line for {@code event}. */
  public JsonLine line(TransferEvent event) {
    return switch (event) {
      case TransferEvent.Scanning e ->
          begin("scanning", e).put("entries", e.entries()).put("bytes", e.bytes());
      case TransferEvent.Skipped e ->
          begin("skipped", e)
              .put("path", e.path())
              .put("reason", e.reason())
              .put("by", e.byReceiver() ? "receiver" : null);
      case TransferEvent.Connected e ->
          peer(begin("connected", e).put("direction", EventWords.word(e.direction())), e.peer())
              .put("protocol", e.peer().protocol().word());
      case TransferEvent.Offered e -> offered(e);
      case TransferEvent.Accepted e ->
          peer(begin("accepted", e).put("direction", EventWords.word(e.direction())), e.peer())
              .put("protocol", e.peer().protocol().word())
              .put("title", e.title())
              .put("files", e.files())
              .put("bytes", e.bytes())
              .put("held", e.held())
              .put("holes", e.holes())
              .putNumbers("kinds", kinds(e.kinds()));
      case TransferEvent.Progress e ->
          begin("progress", e)
              .put("direction", EventWords.word(e.direction()))
              .put("done", e.done())
              .put("total", e.total());
      case TransferEvent.Paused e ->
          begin("paused", e)
              .put("direction", EventWords.word(e.direction()))
              .put("problem", e.problem().slug())
              .put("message", e.message());
      case TransferEvent.Resumed e ->
          begin("resumed", e).put("direction", EventWords.word(e.direction()));
      case TransferEvent.SourceWithdrawn e ->
          begin("withdrawn", e).put("path", e.path()).put("reason", e.reason());
      case TransferEvent.Publishing e ->
          begin("publishing", e).put("direction", EventWords.word(e.direction()));
      case TransferEvent.TextArrived e -> peer(begin("text", e), e.peer()).put("text", e.text());
      case TransferEvent.Ended e -> ended(e);
    };
  }

  /** Adds a peer as an object. */
  public static JsonLine peer(JsonLine line, RemotePeer peer) {
    return line.putObject(
        "peer",
        object ->
            named(object.put("alias", peer.alias()), peer)
                .put("address", peer.address())
                .put("standing", EventWords.word(peer.standing())));
  }

  private static JsonLine named(JsonLine line, RemotePeer peer) {
    return peer.proven() ? fingerprint(line, peer.fingerprint()) : line;
  }

  /** Adds a fingerprint in hex and in words. */
  public static JsonLine fingerprint(JsonLine line, Fingerprint fingerprint) {
    return line.put("fingerprint", fingerprint.hex())
        .put("words", String.join(" ", fingerprint.words()));
  }

  private JsonLine begin(String name, TransferEvent event) {
    return JsonLine.event(name, clock.instant()).put("transfer", event.id().text());
  }

  private JsonLine offered(TransferEvent.Offered event) {
    JsonLine line =
        peer(
                begin("offered", event).put("direction", EventWords.word(event.direction())),
                event.peer())
            .put("protocol", event.peer().protocol().word())
            .put("title", event.title())
            .put("text", event.text())
            .put("entries", event.entries())
            .put("files", event.files())
            .put("bytes", event.bytes());
    PlanSummary plan = event.plan();
    return plan == null ? line : line.putObject("plan", object -> plan(object, plan));
  }

  /** Adds the fields of a plan. */
  public static void plan(JsonLine line, PlanSummary plan) {
    line.put("entries", plan.entries())
        .put("files", plan.files())
        .put("bytes", plan.bytes())
        .put("newFiles", plan.newFiles())
        .put("same", plan.same())
        .put("changed", plan.changed())
        .put("refused", plan.refused())
        .put("wantedFiles", plan.wantedFiles())
        .put("wantedBytes", plan.wantedBytes())
        .put("spaceNeeded", plan.spaceNeeded())
        .put("spaceFree", plan.spaceFree())
        .put("onClash", EventWords.word(plan.policy()))
        .put("names", plan.names())
        .put("clashes", plan.clashes())
        .put("refusals", plan.refusals());
  }

  private JsonLine ended(TransferEvent.Ended event) {
    JsonLine line = begin("ended", event).put("direction", EventWords.word(event.direction()));
    if (event.peer() != null) {
      peer(line, event.peer());
    }
    return end(line.put("title", event.title()), event.direction(), event.outcome());
  }

  /**
   * Adds how a transfer ended: the fields of {@code ended} from {@code result} on.
   *
   * @param direction which way it went
   */
  public JsonLine end(JsonLine line, Direction direction, Outcome outcome) {
    Problem problem = outcome.problem();
    line.put("result", result(outcome)).put("problem", problem == null ? null : problem.slug());
    switch (outcome) {
      case Outcome.Completed completed -> completed(line, direction, completed);
      case Outcome.Declined declined -> line.put("message", declined.reason());
      case Outcome.Interrupted interrupted -> line.put("message", interrupted.message());
      case Outcome.Failed failed -> line.put("message", failed.message());
    }
    return line;
  }

  private static String result(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed -> "completed";
      case Outcome.Declined declined -> "declined";
      case Outcome.Interrupted interrupted -> "interrupted";
      case Outcome.Failed failed -> "failed";
    };
  }

  private void completed(JsonLine line, Direction direction, Outcome.Completed completed) {
    Receipt receipt = completed.receipt();
    Outcome.Effort effort = completed.effort();
    Bottleneck.Sides sides = Bottleneck.Sides.of(direction, completed);
    line.putObject("receipt", object -> receipt(object, receipt))
        .put("payloadBytes", effort.payloadBytes())
        .put("sentBytes", effort.sentBytes())
        .put("resentBytes", effort.resentBytes())
        .put("nanos", effort.nanos());
    measurements(line, effort.measured());
    if (!sides.sender().isEmpty()) {
      line.putNumbers("senderWaited", stages(sides.sender()));
    }
    line.putNumbers("receiverWaited", stages(sides.receiver()))
        .put("limitedBy", sides.limit(ownLimit, effort).orElse(null));
  }

  /** Adds what was measured, as far as anything was. */
  public static JsonLine measurements(JsonLine line, Measurements measured) {
    if (measured.firstByteNanos() >= 0) {
      line.put("firstByteNanos", measured.firstByteNanos());
    }
    Latency latency = measured.latency();
    if (latency.isKnown()) {
      line.putObject("roundTrips", object -> latency(object, latency));
    }
    return line;
  }

  /** Fills an object with times, in nanoseconds. */
  public static void latency(JsonLine object, Latency latency) {
    object
        .put("count", latency.count())
        .put("min", latency.min())
        .put("median", latency.median())
        .put("max", latency.max());
  }

  /** How many files there are of each kind, most first. */
  public static Map<String, Long> kinds(FileKinds kinds) {
    Map<String, Long> named = new LinkedHashMap<>();
    kinds.mostFirst().forEach(kind -> named.put(kind.slug(), kinds.of(kind)));
    return named;
  }

  private static void receipt(JsonLine line, Receipt receipt) {
    line.put("files", receipt.files())
        .put("bytes", receipt.bytes())
        .put("same", receipt.same())
        .put("skipped", receipt.skipped())
        .put("keptBeside", receipt.keptBeside())
        .putObjects("withdrawn", receipt.withdrawn(), EventJson::withdrawn)
        .put("withdrawnFiles", receipt.withdrawnFiles())
        .put("refused", receipt.refused())
        .put("destination", receipt.destination())
        .put("textFile", receipt.textFile());
    if (!receipt.arrived().isEmpty()) {
      line.put("arrived", receipt.arrived());
    }
  }

  private static void withdrawn(JsonLine line, Withdrawn file) {
    line.put("path", file.path()).put("reason", file.reason());
  }

  /** Nanoseconds by stage, under the names of the schema. */
  public static Map<String, Long> stages(Map<Stage, Long> waited) {
    Map<String, Long> named = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      named.put(EventWords.word(stage), waited.getOrDefault(stage, 0L));
    }
    return named;
  }

  /**
   * Adds the fields of {@code waits}: an offer is here.
   *
   * @param number what a person calls it by
   * @param asked whether somebody has to answer; else a rule has let it in
   */
  public static JsonLine waits(JsonLine line, int number, TransferId id, boolean asked) {
    return line.put("number", number).put("transfer", id.text()).put("asked", asked);
  }
}
