package dev.ferry.peer;

import dev.ferry.store.HistoryEntry;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.PeerProtocol;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of history. Names are not escaped.
 *
 * @param id the transfer's id
 * @param direction which way it went
 * @param alias the other side's name
 * @param address where it was
 * @param title what a person would call it
 * @param text the text message, or null
 * @param files files that travelled or were published
 * @param bytes payload bytes
 * @param began when
 * @param took from the decision to the end
 * @param result {@code ok}, or the slug of the problem it ended with
 * @param message the sentence that went with it; may be empty
 * @param resent bytes that travelled more than once, as far as this side knows
 * @param destination where it landed; empty for what was sent
 * @param details what was measured
 * @param protocol in which both sides talked; null if that is not known any more
 */
public record PastTransfer(
    String id,
    Direction direction,
    String alias,
    String address,
    String title,
    @Nullable String text,
    long files,
    long bytes,
    Instant began,
    Duration took,
    String result,
    String message,
    long resent,
    String destination,
    PastDetails details,
    @Nullable PeerProtocol protocol) {
  /** A line as it is kept. */
  static PastTransfer of(HistoryEntry entry) {
    return new PastTransfer(
        entry.id(),
        entry.direction().equals(HistoryEntry.SENT) ? Direction.SEND : Direction.RECEIVE,
        entry.peer(),
        entry.address(),
        entry.title(),
        entry.text(),
        entry.files(),
        entry.bytes(),
        entry.started(),
        Duration.between(entry.started(), entry.ended()),
        entry.outcome().equals(HistoryEntry.COMPLETED) ? "ok" : entry.outcome(),
        entry.message(),
        entry.resent(),
        entry.destination(),
        PastDetails.of(entry.details()),
        PeerProtocol.of(entry.protocol()).orElse(null));
  }
}
