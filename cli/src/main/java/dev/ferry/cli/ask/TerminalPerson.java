package dev.ferry.cli.ask;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Keys;
import dev.ferry.identity.DisplayName;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The person at this terminal. The question stands below the live lines until it is answered; what
 * was typed before it appeared does not count. One question at a time.
 */
final class TerminalPerson implements Person.Discreet {
  private static final int CTRL_D = 4;
  private static final long LOOK_AGAIN_MILLIS = 200;
  private static final long DEAF_AFTER_VANISHING_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

  private final Console console;
  private final Runnable stop;
  private final BooleanSupplier stopping;
  private boolean lastVanished;

  /**
   * A person who is asked on this console.
   *
   * @param stop stops the command: what Ctrl-D on an empty line does, as Ctrl-C does everywhere
   * @param stopping whether the command is about to stop: then no answer is waited for
   */
  TerminalPerson(Console console, Runnable stop, BooleanSupplier stopping) {
    this.console = console;
    this.stop = stop;
    this.stopping = stopping;
  }

  @Override
  public void tell(String line) {
    console.say(line);
  }

  @Override
  public Optional<String> ask(String question) throws InterruptedException {
    return ask(question, false);
  }

  @Override
  public Optional<String> askSecretly(String question) throws InterruptedException {
    return ask(question, true);
  }

  private Optional<String> ask(String question, boolean secret) throws InterruptedException {
    LineEditor editor = new LineEditor();
    try {
      Keys keys = console.keys();
      keys.begin();
      try {
        return read(new Prompt(question, secret), editor, keys);
      } catch (InterruptedException e) {
        lastVanished = true;
        throw e;
      } finally {
        console.prompt(null);
        keys.end();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A question, and whether its answer must not be seen. */
  private record Prompt(String question, boolean secret) {
    private String shown(String typed) {
      return secret ? "" : DisplayName.escape(typed);
    }
  }

  private Optional<String> read(Prompt prompt, LineEditor editor, Keys keys)
      throws IOException, InterruptedException {
    show(prompt, editor.text());
    ignoreWhatWasMeantForTheLast(keys);
    while (true) {
      int key = keys.read(LOOK_AGAIN_MILLIS);
      if (key == CTRL_D && editor.text().isEmpty()) {
        stop.run();
        throw new InterruptedException("Ctrl-D");
      }
      if (stopping.getAsBoolean()) {
        throw new InterruptedException("the command stops");
      }
      if (key == Keys.END) {
        return Optional.empty();
      }
      if (key != Keys.NONE && editor.take(key)) {
        console.say(prompt.question() + " " + prompt.shown(editor.text()));
        return Optional.of(editor.text().strip());
      }
      show(prompt, editor.text());
    }
  }

  /** A question that took the place of another one must not get its answer. */
  private void ignoreWhatWasMeantForTheLast(Keys keys) throws IOException, InterruptedException {
    if (!lastVanished) {
      return;
    }
    lastVanished = false;
    long end = System.nanoTime() + DEAF_AFTER_VANISHING_NANOS;
    while (System.nanoTime() - end < 0) {
      if (keys.read(LOOK_AGAIN_MILLIS) == Keys.END) {
        return;
      }
    }
  }

  private void show(Prompt prompt, String typed) {
    String question = prompt.question();
    String shown = prompt.shown(typed);
    console.prompt(width -> {
      int room = Math.max(8, width - Columns.of(question) - 1);
      return Columns.shorten(question, width - 8) + " " + Columns.shorten(shown, room);
    });
  }
}
