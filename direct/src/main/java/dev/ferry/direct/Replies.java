package dev.ferry.direct;

import dev.ferry.manifest.EntrySet;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.IncomingState;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Sealed;
import org.jspecify.annotations.Nullable;

/** What a receiving transfer has to say, as replies. */
final class Replies {
  private Replies() {}

  /** How it stands. */
  static Reply of(Incoming incoming) {
    return switch (incoming.state()) {
      case IncomingState.Receiving _, IncomingState.Publishing _ -> go(incoming, null);
      case IncomingState.Paused paused ->
          go(incoming, ProblemJson.of(paused.problem(), paused.message()));
      case IncomingState.Complete complete -> new Reply.Complete(complete.receipt());
      case IncomingState.Cancelled cancelled ->
          new Reply.Refused(
              ProblemJson.of(Problem.CANCELLED, "the receiver cancelled: " + cancelled.reason()));
    };
  }

  private static Reply go(Incoming incoming, @Nullable ProblemJson waitsFor) {
    return new Reply.Go(incoming.accepted(), incoming.missing(), incoming.length(), waitsFor);
  }

  /** What became of a seal. */
  static Reply of(Sealed sealed, Incoming incoming) {
    return switch (sealed) {
      case Sealed.Complete complete -> new Reply.Complete(complete.receipt());
      case Sealed.Missing missing ->
          new Reply.Go(EntrySet.none(), missing.ranges(), incoming.length(), null);
    };
  }

  /** What became of a transfer that its sender ended without a seal. */
  static Reply of(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed completed -> new Reply.Complete(completed.receipt());
      case Outcome.Declined declined -> new Reply.Declined(declined.reason());
      case Outcome.Interrupted stopped ->
          new Reply.Refused(ProblemJson.of(stopped.problem(), stopped.message()));
      case Outcome.Failed failed ->
          new Reply.Refused(ProblemJson.of(failed.problem(), failed.message()));
    };
  }
}
