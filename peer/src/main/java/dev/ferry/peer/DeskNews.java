package dev.ferry.peer;

import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.time.Instant;

/**
 * What happens at a {@link Desk}, one after the other. Immutable.
 *
 * <p>{@code seq} counts from 1 on, without gaps; {@code at} is when it happened.
 */
public sealed interface DeskNews {
  /** Its place in the row of all. */
  long seq();

  /** When it happened. */
  Instant at();

  /** A transfer told something. */
  record Told(long seq, Instant at, TransferEvent event) implements DeskNews {}

  /**
   * An offer came.
   *
   * @param asked whether it waits for an answer; if not, a rule has let it in already
   */
  record Waits(long seq, Instant at, WaitingOffer offer, boolean asked) implements DeskNews {}

  /**
   * An offer was answered.
   *
   * @param by who answered, a word such as {@code shell} or {@code page}
   */
  record Answered(long seq, Instant at, int number, TransferId id, Answer answer, String by)
      implements DeskNews {}

  /** Whoever made an offer went away before anybody answered. */
  record Gone(long seq, Instant at, int number, TransferId id) implements DeskNews {}
}
