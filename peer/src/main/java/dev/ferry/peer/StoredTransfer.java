package dev.ferry.peer;

import dev.ferry.transfer.Direction;
import dev.ferry.transfer.TransferId;
import java.time.Instant;

/**
 * A transfer that this home keeps because it is not finished.
 *
 * @param id its id; the first eight characters are enough for {@link Peer#resume}
 * @param direction which way it goes
 * @param peer alias and address of the other side, not escaped
 * @param title what a person would call it, not escaped
 * @param done payload bytes that are across; -1 if that is not known
 * @param total payload bytes in all; -1 while it is not accepted, or the folder that it is received
 *     into is out of reach
 * @param since when it began
 * @param resumable whether {@code ferry resume} on this side drives it; if not, the other side does
 * @param inOneGo whether its sender, an app of LocalSend, cannot go on: whoever receives here next
 *     ends it with the files that came whole
 */
public record StoredTransfer(
    TransferId id,
    Direction direction,
    String peer,
    String title,
    long done,
    long total,
    Instant since,
    boolean resumable,
    boolean inOneGo) {}
