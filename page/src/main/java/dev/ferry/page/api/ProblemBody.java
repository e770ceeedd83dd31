package dev.ferry.page.api;

import dev.ferry.http.ProblemStatus;
import dev.ferry.page.api.ProblemException.Hint;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;

/** A problem as {@code application/problem+json} of RFC 9457. */
record ProblemBody(Problem problem, int status, String detail, Hint hint) {
  static final String TYPE = "application/problem+json";
  private static final String URN = "urn:ferry:problem:";

  static ProblemBody of(TransferException failure) {
    return of(failure.problem(), String.valueOf(failure.getMessage()));
  }

  static ProblemBody of(Problem problem, String detail) {
    return new ProblemBody(problem, statusOf(problem), detail, new Hint.None());
  }

  /** The status of a problem: as in Ferry's own protocol, but that a source is what was asked. */
  static int statusOf(Problem problem) {
    return problem == Problem.SOURCE ? 400 : ProblemStatus.of(problem);
  }

  JsonLine json() {
    JsonLine line =
        JsonLine.object()
            .put("type", URN + problem.slug())
            .put("title", problem.slug().replace('-', ' '))
            .put("status", status)
            .put("detail", detail);
    return switch (hint) {
      case Hint.None _ -> line;
      case Hint.Pin pin ->
          line.put("pin", pin.again() ? "wrong" : "needed").put("peer", pin.peer());
      case Hint.Plain _ -> line.put("plain", true);
    };
  }
}
