package dev.ferry.peer;

import dev.ferry.identity.Standing;
import dev.ferry.manifest.FileKinds;
import dev.ferry.store.History;
import dev.ferry.store.HistoryEntry;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Measurements;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferEvent.Accepted;
import dev.ferry.transfer.TransferEvent.Ended;
import dev.ferry.transfer.TransferEvent.TextArrived;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the history what ends. Thread-safe. */
final class HistoryKeeper implements TransferListener {
  private static final Logger log = LoggerFactory.getLogger(HistoryKeeper.class);

  /**
   * How much of what strangers offered and nobody accepted is kept in the life of a process: they
   * can make as many offers as they like, and fill a disk with them.
   */
  static final int MOST_OF_STRANGERS = 1000;

  private final History history;
  private final AtomicInteger ofStrangers = new AtomicInteger();
  private final Map<TransferId, String> texts = new ConcurrentHashMap<>();
  private final Map<TransferId, FileKinds> kinds = new ConcurrentHashMap<>();

  HistoryKeeper(History history) {
    this.history = history;
  }

  @Override
  public void on(TransferEvent event) {
    if (event instanceof TextArrived text) {
      texts.put(text.id(), text.text());
    } else if (event instanceof Accepted accepted) {
      kinds.put(accepted.id(), accepted.kinds());
    } else if (event instanceof Ended ended) {
      keep(ended);
    }
  }

  private void keep(Ended ended) {
    try {
      FileKinds counted = kinds.remove(ended.id());
      if (counted == null
          && isStrangersOffer(ended)
          && ofStrangers.incrementAndGet() > MOST_OF_STRANGERS) {
        return;
      }
      history.record(
          entryOf(
              ended,
              texts.remove(ended.id()),
              details(ended, counted == null ? FileKinds.NONE : counted)));
    } catch (IOException e) {
      // The transfer itself is done; a history that cannot be written must not make it fail.
      log.warn("the history could not be written: {}", e.getMessage());
    }
  }

  private static boolean isStrangersOffer(Ended ended) {
    RemotePeer peer = ended.peer();
    return ended.direction() == Direction.RECEIVE
        && (peer == null || !peer.proven() || peer.standing() == Standing.UNKNOWN)
        && !(ended.outcome() instanceof Outcome.Completed);
  }

  private static PastDetails details(Ended ended, FileKinds kinds) {
    if (!(ended.outcome() instanceof Outcome.Completed completed)) {
      return new PastDetails(kinds, Measurements.NONE, Map.of(), Map.of());
    }
    Outcome.Effort effort = completed.effort();
    return ended.direction() == Direction.SEND
        ? new PastDetails(kinds, effort.measured(), effort.waited(), completed.receipt().waited())
        : new PastDetails(kinds, effort.measured(), effort.sender(), effort.waited());
  }

  private static HistoryEntry entryOf(Ended ended, @Nullable String text, PastDetails details) {
    RemotePeer peer = ended.peer();
    Totals totals = Totals.of(ended.outcome());
    Instant now = Instant.now();
    return new HistoryEntry(
        ended.id().text(),
        ended.direction() == Direction.SEND ? HistoryEntry.SENT : HistoryEntry.RECEIVED,
        peer == null ? "" : peer.alias(),
        peer == null || !peer.proven() ? "" : peer.fingerprint().hex(),
        peer == null ? "" : peer.address(),
        ended.title(),
        "",
        text,
        totals.files,
        totals.bytes,
        now.minus(Duration.ofNanos(totals.nanos)),
        now,
        totals.result,
        totals.message,
        totals.nanos == 0 ? 0 : (long) (totals.bytes * 1e9 / totals.nanos),
        totals.resent,
        totals.destination,
        details.kept(),
        peer == null ? "" : peer.protocol().word());
  }

  /** What an outcome says in numbers. */
  private record Totals(
      long files,
      long bytes,
      long nanos,
      long resent,
      String result,
      String message,
      String destination) {
    static Totals of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Completed done ->
            new Totals(
                done.receipt().files(),
                done.receipt().bytes(),
                done.effort().nanos(),
                done.effort().resentBytes(),
                done.receipt().whole() ? HistoryEntry.COMPLETED : "incomplete",
                "",
                done.receipt().destination());
        case Outcome.Declined declined -> ofProblem("declined", declined.reason());
        case Outcome.Interrupted stop -> ofProblem(stop.problem().slug(), stop.message());
        case Outcome.Failed failed -> ofProblem(failed.problem().slug(), failed.message());
      };
    }

    private static Totals ofProblem(String slug, String message) {
      return new Totals(0, 0, 0, 0, slug, message, "");
    }
  }
}
