package dev.ferry.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts other programs. */
final class Shell {

  private static final long LIMIT_MINUTES = 10;

  private Shell() {}

  /** Runs a command to its end; fails unless it ends with 0. Its output goes to ours. */
  static void run(String... words) throws IOException {
    await(new ProcessBuilder(words).inheritIO().start(), List.of(words));
  }

  /** Starts a server whose output goes to {@code log}. */
  static Process serve(Path log, String... words) throws IOException {
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  /** Waits for the end and fails unless it is 0. */
  static void await(Process process, List<String> words) throws IOException {
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException("takes too long: " + String.join(" ", words));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException(process.exitValue() + " from " + String.join(" ", words));
    }
  }
}
