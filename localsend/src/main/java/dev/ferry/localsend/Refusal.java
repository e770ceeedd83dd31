package dev.ferry.localsend;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;

/** A request that is answered with an error: a status and a sentence, not escaped. */
final class Refusal extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  Refusal(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** What the engine says, in the statuses that the apps know. */
  static Refusal of(TransferException failure) {
    return new Refusal(statusOf(failure.problem()), String.valueOf(failure.getMessage()), failure);
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  private static int statusOf(Problem problem) {
    return switch (problem) {
      case USAGE, NOT_FERRY, BAD_REQUEST -> 400;
      case DECLINED, IDENTITY_CHANGED, FORBIDDEN, CANCELLED -> 403;
      case NOT_FOUND -> 404;
      case BUSY, CLASH, INCOMPLETE -> 409;
      case VERIFICATION -> 422;
      case FAILED, SOURCE -> 500;
      case UNREACHABLE, INTERRUPTED, DESTINATION -> 503;
      case NO_SPACE -> 507;
    };
  }
}
