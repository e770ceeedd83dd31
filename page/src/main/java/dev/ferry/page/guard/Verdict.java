package dev.ferry.page.guard;

import dev.ferry.transfer.Problem;

/** Whether a request is answered. */
public sealed interface Verdict {
  /** It is. */
  record Granted() implements Verdict {}

  /**
   * It is not.
   *
   * @param status of HTTP
   * @param problem what kind of thing is wrong
   * @param message a sentence for whoever wrote the program that asks
   */
  record Refused(int status, Problem problem, String message) implements Verdict {}
}
