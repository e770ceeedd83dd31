package dev.ferry.cli;

import java.util.function.Supplier;

/** What stops a command from outside: a signal, or the shell that it runs in. Thread-safe. */
interface Stop {
  /**
   * What happens then.
   *
   * @param announcement what is said at once
   * @param action stops what runs; may block
   * @param lastWords what is said if it has to end the hard way
   */
  record Plan(String announcement, Runnable action, Supplier<String> lastWords) {}

  /** Whether it is to stop. */
  boolean requested();

  /** Lets it stop, as a signal does. Does not block. */
  void signalled();
}
