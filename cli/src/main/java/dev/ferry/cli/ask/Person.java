package dev.ferry.cli.ask;

import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.Console;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

  /** One who can also be asked for what nobody may see. */
  interface Discreet extends Person {
    /** As {@link #ask}, but what is typed is not shown. */
    Optional<String> askSecretly(String question) throws InterruptedException;
  }

  /**
   * The person at a console.
   *
   * @param stop stops the command: what Ctrl-D on an empty line does, where the terminal is its own
   * @param stopping whether the command is about to stop: then no answer is waited for
   */
  static Discreet at(Console console, Runnable stop, BooleanSupplier stopping) {
    Optional<Asker> asker = console.asker();
    return asker.isPresent()
        ? new AskedPerson(console, asker.get(), stopping)
        : new TerminalPerson(console, stop, stopping);
  }
}
