package dev.ferry.transfer;

import java.io.IOException;

/**
 * A transfer, or a step of it, that cannot go on, with the {@link Problem} it is. The message is a
 * sentence for a person: what happened, with which file and peer, and what to do next. What a peer
 * said is escaped in it.
 */
public final class TransferException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** A problem with the sentence that explains it. */
  public TransferException(Problem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** A problem that {@code cause} brought about. */
  public TransferException(Problem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** Which problem it is. */
  public Problem problem() {
    return problem;
  }
}
