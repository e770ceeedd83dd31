package dev.ferry.direct;

import dev.ferry.transfer.Problem;
import java.io.IOException;

/** A request that is refused with a status of its own, such as 405, 409, 413 or 416. */
public final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final int status;

  /** Refuses with {@code status} and a sentence. */
  public Refusal(Problem problem, int status, String detail) {
    super(detail);
    this.problem = problem;
    this.status = status;
  }

  /** What kind of problem it is. */
  public Problem problem() {
    return problem;
  }

  /** The status of the answer. */
  public int status() {
    return status;
  }

  /** What goes over the wire. */
  ProblemJson toJson() {
    return new ProblemJson(problem, status, String.valueOf(getMessage()));
  }
}
