package dev.ferry.page.api;

import dev.ferry.transfer.Problem;
import java.io.IOException;

/** What is answered instead of what was asked for. Its message is a sentence for a person. */
final class ProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final int status;
  private final transient Hint hint;

  /** What a program may do about a problem. */
  public sealed interface Hint {
    /** Nothing in particular. */
    record None() implements Hint {}

    /**
     * Ask the person for a PIN and come again with it.
     *
     * @param peer who wants it, not escaped
     * @param again whether one was given, and wrong
     */
    record Pin(String peer, boolean again) implements Hint {}

    /** Ask the person whether to talk without encryption, and come again so. */
    record Plain() implements Hint {}
  }

  /** A problem with the status that it usually has. */
  public ProblemException(Problem problem, String detail) {
    this(problem, ProblemBody.statusOf(problem), detail);
  }

  /** A problem with a status of its own. */
  public ProblemException(Problem problem, int status, String detail) {
    this(problem, status, detail, new Hint.None());
  }

  /** A problem that a program can do something about. */
  public ProblemException(Problem problem, int status, String detail, Hint hint) {
    super(detail);
    this.problem = problem;
    this.status = status;
    this.hint = hint;
  }

  /** What kind of problem it is. */
  public Problem problem() {
    return problem;
  }

  /** As the body of an answer. */
  ProblemBody body() {
    return new ProblemBody(problem, status, String.valueOf(getMessage()), hint);
  }
}
