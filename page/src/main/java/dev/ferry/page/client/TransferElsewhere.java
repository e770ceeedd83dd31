package dev.ferry.page.client;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.events.EventWords;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.TransferId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * A transfer that is under way in the running peer of the home. Immutable.
 *
 * @param stored what is known of it, as if it were kept
 * @param state how it stands, a word of docs/page-api.md: {@code moving} for one
 * @param message why it waits, not escaped; empty if it does not
 */
public record TransferElsewhere(StoredTransfer stored, String state, String message) {
  private static final String ENDED = "ended";

  /** One that is under way; empty for one that has ended. */
  static Optional<TransferElsewhere> read(Fields fields) throws MalformedException {
    String state = fields.text("state");
    if (state.equals(ENDED)) {
      return Optional.empty();
    }
    Direction direction = EventWords.direction(fields.text("direction"));
    StoredTransfer stored =
        new StoredTransfer(
            id(fields.text("transfer")),
            direction,
            peer(fields),
            fields.has("title") ? fields.text("title") : "",
            fields.count("done"),
            fields.count("total") == 0 ? -1 : fields.count("total"),
            since(fields.text("began")),
            direction == Direction.SEND,
            false);
    return Optional.of(
        new TransferElsewhere(stored, state, fields.has("message") ? fields.text("message") : ""));
  }

  private static TransferId id(String text) throws MalformedException {
    if (!TransferId.isValid(text)) {
      throw new MalformedException("no id of a transfer");
    }
    return new TransferId(text);
  }

  private static String peer(Fields fields) throws MalformedException {
    return fields.has("peer") ? fields.object("peer").text("alias") : "";
  }

  private static Instant since(String text) throws MalformedException {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedException("no time", e);
    }
  }
}
