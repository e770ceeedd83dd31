package dev.ferry.cli.show;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks the person at a terminal that belongs to somebody else, such as a shell. Thread-safe. */
@FunctionalInterface
public interface Asker {
  /**
   * Asks, and blocks until there is an answer.
   *
   * @param secret whether the answer must not be seen
   * @param stopping whether no answer is needed any more; looked at now and then
   * @return the line that was typed, without blanks around it; empty if nobody is there any more
   * @throws InterruptedException if the person wants to be asked no more, or {@code stopping}
   */
  Optional<String> ask(String question, boolean secret, BooleanSupplier stopping)
      throws InterruptedException;

  /** How large the terminal is. */
  default TerminalSize size() {
    return TerminalSize.USUAL;
  }
}
