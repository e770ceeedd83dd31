package dev.ferry.transfer;

import dev.ferry.payload.StageMeter.Stage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a transfer ended, or why it stopped. Expected ends are values, not exceptions. */
public sealed interface Outcome {
  /** The problem it is, or null if all went well. */
  @Nullable Problem problem();

  /**
   * Everything accepted is published and durable, but for what the receipt names.
   *
   * @param receipt what the receiving side did
   * @param effort what it took
   */
  record Completed(Receipt receipt, Effort effort) implements Outcome {
    @Override
    public @Nullable Problem problem() {
      return receipt.whole() ? null : Problem.INCOMPLETE;
    }
  }

  /**
   * The other side said no.
   *
   * @param reason its words, not escaped; may be empty
   */
  record Declined(String reason) implements Outcome {
    @Override
    public Problem problem() {
      return Problem.DECLINED;
    }
  }

  /**
   * Stopped before the end; what arrived is kept and {@code ferry resume} goes on.
   *
   * @param problem what stopped it
   * @param message a sentence for a person
   */
  record Interrupted(Problem problem, String message) implements Outcome {}

  /**
   * It cannot go on.
   *
   * @param problem why
   * @param message a sentence for a person
   */
  record Failed(Problem problem, String message) implements Outcome {}

  /**
   * What a failure makes of a transfer.
   *
   * @param resumable whether it was agreed on, so that it can be gone on with later
   */
  static Outcome stopped(TransferException cause, boolean resumable) {
    String message = String.valueOf(cause.getMessage());
    return resumable
        ? new Interrupted(cause.problem(), message)
        : new Failed(cause.problem(), message);
  }

  /**
   * What a transfer took, seen from this side.
   *
   * @param payloadBytes bytes of the payload, holes included
   * @param sentBytes bytes that travelled since this process began, those sent again included
   * @param resentBytes bytes that travelled more than once, as far as this side knows
   * @param nanos time from the decision to the end, in this process, without the time in which it
   *     stood still
   * @param waited nanoseconds this side waited in each stage
   * @param measured speed and latency
   * @param sender on the receiving side, nanoseconds that the sender says it waited in each stage;
   *     empty if it does not say, and on the sending side
   */
  record Effort(
      long payloadBytes,
      long sentBytes,
      long resentBytes,
      long nanos,
      Map<Stage, Long> waited,
      Measurements measured,
      Map<Stage, Long> sender) {
    /** Of a transfer that had nothing to move. */
    public static final Effort NONE = new Effort(0, 0, 0, 0, Map.of(), Measurements.NONE, Map.of());

    /**
     * Of the sending side, at the end.
     *
     * @param decided when it was accepted, as {@link System#nanoTime} said then
     * @param missingAtFirst how many bytes the other side lacked then
     */
    public static Effort of(Outgoing outgoing, long decided, long missingAtFirst) {
      return new Effort(
          outgoing.accepted() ? outgoing.layout().length() : 0,
          outgoing.movedHere(),
          Math.max(0, outgoing.movedHere() - missingAtFirst),
          System.nanoTime() - decided - outgoing.stoodStill(),
          outgoing.meter().reading(),
          outgoing.measurements(decided),
          Map.of());
    }

    /** Takes copies. */
    public Effort {
      waited = Map.copyOf(waited);
      sender = Map.copyOf(sender);
    }
  }
}
