package dev.ferry.cli.shell;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jline.reader.Completer;

/** A script: commands come one after the other, and nobody answers questions. */
final class ScriptTalk implements Talk {
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration BEGINNING = Duration.ofSeconds(3);

  @Override
  public int attend(Job job) {
    while (!job.endsWithin(LONG)) {
      if (Thread.currentThread().isInterrupted()) {
        job.stop();
        return job.code();
      }
    }
    return job.code();
  }

  @Override
  public int settle(Job job) {
    return begin(job);
  }

  @Override
  public int begin(Job job) {
    return job.beginsWithin(BEGINNING) ? 0 : job.code();
  }

  @Override
  public Optional<String> ask(String question, String initial, Completer completer) {
    return Optional.empty();
  }

  @Override
  public boolean idle(String text, BooleanSupplier came) {
    return false;
  }
}
