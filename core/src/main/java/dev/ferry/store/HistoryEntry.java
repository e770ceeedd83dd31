package dev.ferry.store;

import io.avaje.jsonb.Json;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the history: a transfer, or a try of it, that came to an end. Immutable. Names in it
 * are as peers sent them, not escaped.
 *
 * @param id of the transfer; with the direction it names the line, which a resume replaces
 * @param direction {@code sent} or {@code received}
 * @param peer what the other end called itself
 * @param fingerprint of the other end, 64 hex digits; empty if it never proved one
 * @param address {@code host:port} of the other end
 * @param title what a person would call the transfer
 * @param names the first few names in it, one a line
 * @param text the text message, or null
 * @param files files published, or meant to be
 * @param bytes their sizes added up
 * @param started when it was decided on
 * @param ended when it ended, or stopped
 * @param outcome {@code completed}, or the slug of the problem it ended with
 * @param message the sentence that was shown for it; empty if all went well
 * @param bytesPerSecond the average speed
 * @param resent bytes that travelled more than once
 * @param destination the folder where it landed; empty on the sending side
 * @param details what was measured; null if nothing was, or a version before this kept it
 * @param protocol in which both talked: {@code direct} or {@code localsend}; empty of a line that
 *     was kept before that was known
 */
@Json
public record HistoryEntry(
    String id,
    String direction,
    String peer,
    String fingerprint,
    String address,
    String title,
    String names,
    @Nullable String text,
    long files,
    long bytes,
    Instant started,
    Instant ended,
    String outcome,
    String message,
    long bytesPerSecond,
    long resent,
    String destination,
    @Nullable HistoryDetails details,
    String protocol) {

  /** Direction of what this home sent. */
  public static final String SENT = "sent";

  /** Direction of what this home received. */
  public static final String RECEIVED = "received";

  /** Outcome of what went well. */
  public static final String COMPLETED = "completed";

  /** Refuses a bad id, an unknown direction and missing fields. */
  public HistoryEntry {
    Fields.required(id, direction, peer, fingerprint, address, title, names, started, ended);
    Fields.required(outcome, message, destination);
    Ids.check(id);
    peer = Fields.storable(peer);
    title = Fields.storable(title);
    names = Fields.storable(names);
    text = Fields.storableOrNull(text);
    message = Fields.storable(message);
    protocol = Objects.requireNonNullElse(protocol, "");
    if (!direction.equals(SENT) && !direction.equals(RECEIVED)) {
      throw new IllegalArgumentException("neither sent nor received");
    }
  }
}
