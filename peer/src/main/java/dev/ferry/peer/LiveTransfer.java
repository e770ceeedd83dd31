package dev.ferry.peer;

import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.SpeedSeries;
import dev.ferry.transfer.TransferId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a transfer stands at this moment, or how it ended. Immutable; names in it are not escaped.
 *
 * @param number what a person calls it by, from 1 on
 * @param id its id
 * @param direction which way it goes
 * @param peer the other side; null while that is not known
 * @param title what a person would call it; empty while that is not known
 * @param state how it stands
 * @param files how many files travel, or are offered; 0 while that is not known
 * @param done payload bytes that are across
 * @param total payload bytes in all, or those that are offered; 0 while that is not known
 * @param bytesPerSecond how fast it was in the last seconds; 0 if nothing moves
 * @param speed how fast it was over its whole time
 * @param message why it waits, for a person; empty if it does not
 * @param outcome how it ended; null while it goes on
 * @param began when it was heard of first
 * @param changed when its state changed last
 */
public record LiveTransfer(
    int number,
    TransferId id,
    Direction direction,
    @Nullable RemotePeer peer,
    String title,
    State state,
    long files,
    long done,
    long total,
    long bytesPerSecond,
    SpeedSeries speed,
    String message,
    @Nullable Outcome outcome,
    Instant began,
    Instant changed) {
  /** How a transfer stands. */
  public enum State {
    /** Its files are being looked at, or the other side is called. Next: offered, moving, ended. */
    PREPARING,
    /** It is on the table, here or there. Next: moving, ended. */
    OFFERED,
    /** Bytes travel. Next: paused, publishing, ended. */
    MOVING,
    /** It waits, and goes on by itself or when a person says so. Next: moving, ended. */
    PAUSED,
    /** All bytes are across; they are compared, forced to disk and published. Next: ended. */
    PUBLISHING,
    /** It is over, for this process at least. */
    ENDED
  }
}
