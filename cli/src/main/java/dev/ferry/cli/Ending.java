package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Phrase;
import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a command ends.
 *
 * @param problem what it ended with, or null if all went well
 * @param message what a person is told about it; empty if it has been told already
 */
record Ending(@Nullable Problem problem, String message) {
  private static final Ending GOOD = new Ending(null, "");

  /** All went well. */
  static Ending good() {
    return GOOD;
  }

  /** The command was used wrongly. */
  static TransferException usage(String sentence) {
    return new TransferException(Problem.USAGE, sentence);
  }

  /**
   * The end that an outcome is.
   *
   * @param peer the other side, fit for the screen
   * @param howToGoOn what is said when it can go on; empty if somebody else drives it
   */
  static Ending of(Outcome outcome, String peer, String howToGoOn) {
    return switch (outcome) {
      case Outcome.Completed completed ->
          new Ending(
              completed.problem(),
              completed.problem() == null
                  ? ""
                  : "not everything arrived; the lines above say what or how much, and why");
      case Outcome.Declined declined ->
          new Ending(Problem.DECLINED, peer + " declined" + because(declined));
      case Outcome.Interrupted interrupted ->
          new Ending(interrupted.problem(), Phrase.and(sentence(interrupted.message()), howToGoOn));
      case Outcome.Failed failed -> new Ending(failed.problem(), sentence(failed.message()));
    };
  }

  private static String because(Outcome.Declined declined) {
    return declined.reason().isBlank() ? "" : ": " + sentence(declined.reason());
  }

  /** The same, but not good if something could not be taken along. */
  Ending leavingOut(long entries) {
    return problem != null || entries == 0
        ? this
        : new Ending(
            Problem.INCOMPLETE, Units.count(entries, "entry") + " could not be sent; see above");
  }

  /** The end that an exception is: one sentence, whatever it was. */
  static Ending of(Throwable failure) {
    return switch (failure) {
      case TransferException e -> new Ending(e.problem(), sentence(e.getMessage()));
      case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
      case FileSystemException e -> new Ending(problem(e), sentence(describe(e)));
      case IOException e ->
          new Ending(isFull(e) ? Problem.NO_SPACE : Problem.FAILED, sentence(e.getMessage()));
      case InterruptedException e -> new Ending(Problem.INTERRUPTED, "stopped");
      case OutOfMemoryError e ->
          new Ending(
              Problem.FAILED, "there is not enough memory for this (" + e.getMessage() + ")");
      default ->
          new Ending(
              Problem.FAILED,
              "this is a defect in Ferry: "
                  + sentence(failure.toString())
                  + "; please report it with what --debug prints");
    };
  }

  private static Problem problem(FileSystemException e) {
    return isFull(e) ? Problem.NO_SPACE : Problem.FAILED;
  }

  private static boolean isFull(IOException e) {
    return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("no space left");
  }

  private static String describe(FileSystemException e) {
    String file = String.valueOf(e.getFile());
    return switch (e) {
      case NoSuchFileException x -> "there is no " + file;
      case AccessDeniedException x -> "no permission for " + file;
      case FileAlreadyExistsException x -> file + " exists already";
      case NotDirectoryException x -> file + " is not a folder";
      default -> file + ": " + (isFull(e) ? "the disk is full" : String.valueOf(e.getReason()));
    };
  }

  /** What is said comes from elsewhere: it must be fit for a screen, and must be something. */
  private static String sentence(@Nullable String text) {
    return text == null || text.isBlank() ? "no reason was given" : DisplayName.escape(text, 2000);
  }

  /** What the shell gets. */
  int code() {
    return problem == null ? 0 : problem.exitCode();
  }

  /** Tells a person. */
  void complain(Console console) {
    if (!message.isEmpty()) {
      console.complain("ferry: " + message);
    }
  }

  /** Tells person and program. */
  void tell(Console console) {
    complain(console);
    console.tell(() -> json(console.event("exit")));
  }

  /** The end as an event. */
  JsonLine json(JsonLine line) {
    line.put("code", code()).put("problem", problem == null ? null : problem.slug());
    return line.put("message", message.isEmpty() ? null : message);
  }
}
