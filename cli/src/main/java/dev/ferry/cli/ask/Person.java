package dev.ferry.cli.ask;

import java.util.Optional;

/** Somebody who can be told things and asked questions. */
interface Person {
  /** Tells a line, which is fit for a screen. */
  void tell(String line);

  /**
   * Asks, and blocks until there is an answer.
   *
   * @return the line that was typed, without blanks around it; empty if nobody is there any more
   * @throws InterruptedException if the question is of no use any more; it has gone from the screen
   */
  Optional<String> ask(String question) throws InterruptedException;
}
