package dev.ferry.http;

import dev.ferry.transfer.Problem;

/**
 * The one table between problems and statuses of HTTP (RFC 9110): what goes over the wire in
 * Ferry's own protocol and on its pages.
 */
public final class ProblemStatus {
  private ProblemStatus() {}

  /** The status of an answer that tells {@code problem}, unless a more special one fits. */
  public static int of(Problem problem) {
    return switch (problem) {
      case USAGE, NOT_FERRY, BAD_REQUEST -> 400;
      case DECLINED, IDENTITY_CHANGED, FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case CLASH, INCOMPLETE -> 409;
      case CANCELLED -> 410;
      case VERIFICATION -> 422;
      case BUSY -> 429;
      case FAILED, SOURCE -> 500;
      case UNREACHABLE, INTERRUPTED, DESTINATION -> 503;
      case NO_SPACE -> 507;
    };
  }

  /** What a status means from a server that gives no reason, or none that is known here. */
  public static Problem toProblem(int status) {
    return switch (status) {
      case 401, 403 -> Problem.FORBIDDEN;
      case 404 -> Problem.NOT_FOUND;
      case 410 -> Problem.CANCELLED;
      case 408, 502, 503, 504 -> Problem.UNREACHABLE;
      case 429 -> Problem.BUSY;
      case 507 -> Problem.NO_SPACE;
      default -> status >= 400 && status < 500 ? Problem.BAD_REQUEST : Problem.FAILED;
    };
  }
}
