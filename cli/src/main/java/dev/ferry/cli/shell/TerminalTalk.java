package dev.ferry.cli.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jline.reader.Completer;
import org.jspecify.annotations.Nullable;

/** A person at a terminal. */
final class TerminalTalk implements Talk {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(40);
  private static final Duration SETTLING = Duration.ofMillis(400);
  private static final Duration BEGINNING = Duration.ofSeconds(5);
  private static final Completer NOTHING = (line, parsed, candidates) -> {};

  private final Prompt prompt;
  private final Questions questions;
  private final AtomicBoolean interrupted;
  private volatile Questions.@Nullable Question asked;
  private volatile BooleanSupplier waitedFor = () -> false;

  /**
   * Talks at {@code prompt}.
   *
   * @param interrupted becomes true when Ctrl-C is pressed while nothing is read
   */
  TerminalTalk(Prompt prompt, Questions questions, AtomicBoolean interrupted) {
    this.prompt = prompt;
    this.questions = questions;
    this.interrupted = interrupted;
  }

  /** The next line at the main prompt. */
  Prompt.Read next(String text, Completer completer) {
    return read(new Prompt.Manner(text, false, "", true, completer));
  }

  private Prompt.Read read(Prompt.Manner manner) {
    while (true) {
      askAll();
      Prompt.Read read = prompt.read(manner);
      if (!(read instanceof Prompt.Read.Woken) || waitedFor.getAsBoolean()) {
        return read;
      }
    }
  }

  private void askAll() {
    for (Questions.Question next = questions.next(); next != null; next = questions.next()) {
      try {
        put(next);
      } finally {
        asked = null;
      }
    }
  }

  private void put(Questions.Question question) {
    Prompt.Manner manner =
        new Prompt.Manner(question.text() + " ", question.secret(), "", false, NOTHING);
    asked = question;
    while (!question.isWithdrawn()) {
      switch (prompt.read(manner)) {
        case Prompt.Read.Line line -> {
          question.answer(line.text());
          return;
        }
        case Prompt.Read.Interrupted _, Prompt.Read.End _ -> {
          question.refuse();
          return;
        }
        case Prompt.Read.Woken _ -> {}
      }
    }
  }

  /** Lets go of a read in which nothing is typed, if something else is to be asked. Any thread. */
  void nudge() {
    if (questions.any() || waitedFor.getAsBoolean() || isAskedInVain()) {
      prompt.wake();
    }
  }

  /** Whether what is asked just now was answered elsewhere. */
  private boolean isAskedInVain() {
    Questions.Question now = asked;
    return now != null && now.isWithdrawn();
  }

  @Override
  public int attend(Job job) {
    interrupted.set(false);
    while (!job.endsWithin(LOOK_AGAIN)) {
      askAll();
      if (interrupted.getAndSet(false)) {
        job.stop();
      }
    }
    return job.code();
  }

  @Override
  public int settle(Job job) {
    long end = System.nanoTime() + SETTLING.toNanos();
    while (System.nanoTime() < end && !job.endsWithin(LOOK_AGAIN)) {
      askAll();
    }
    return job.endsWithin(Duration.ZERO) ? job.code() : 0;
  }

  @Override
  public int begin(Job job) {
    long end = System.nanoTime() + BEGINNING.toNanos();
    interrupted.set(false);
    while (System.nanoTime() < end && !job.hasBegunWithin(LOOK_AGAIN) && !interrupted.get()) {
      askAll();
    }
    return job.endsWithin(Duration.ZERO) ? job.code() : 0;
  }

  @Override
  public Optional<String> ask(String question, String initial, Completer completer) {
    Prompt.Read read = read(new Prompt.Manner(question + " ", false, initial, false, completer));
    return read instanceof Prompt.Read.Line line
        ? Optional.of(line.text().strip())
        : Optional.empty();
  }

  @Override
  public boolean idle(String text, BooleanSupplier came) {
    waitedFor = came;
    try {
      return read(new Prompt.Manner(text + " ", false, "", false, NOTHING))
          instanceof Prompt.Read.Woken;
    } finally {
      waitedFor = () -> false;
    }
  }
}
