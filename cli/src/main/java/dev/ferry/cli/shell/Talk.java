package dev.ferry.cli.shell;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jline.reader.Completer;

/** How the thread that reads commands deals with whoever types them. */
interface Talk {
  /**
   * Waits for a job's end, and asks the questions it has meanwhile; Ctrl-C stops it.
   *
   * @return its exit code
   */
  int attend(Job job);

  /**
   * Waits a moment for a job that goes on beside the prompt: until it ends, or has begun.
   *
   * @return its exit code if it has ended, else 0
   */
  int settle(Job job);

  /**
   * Waits some seconds at most for a job's first words, so that nothing else is said before.
   *
   * @return its exit code if it has ended, else 0
   */
  int begin(Job job);

  /**
   * Asks for a line.
   *
   * @param initial what stands there to be changed
   * @return the line without blanks around it; empty if there is no answer: Ctrl-C, Ctrl-D, or
   *     nobody is there
   */
  Optional<String> ask(String question, String initial, Completer completer);

  /**
   * Waits until {@code came} is true, or the person has had enough of it: true and false.
   *
   * @param text says for what
   */
  boolean idle(String text, BooleanSupplier came);

  /** As {@link #ask}, without completion and anything to change. */
  default Optional<String> ask(String question) {
    return ask(question, "", (line, parsed, candidates) -> {});
  }
}
