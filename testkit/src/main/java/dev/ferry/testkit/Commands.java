package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the system's own commands. */
public final class Commands {

  private static final long LIMIT_SECONDS = 60;

  private Commands() {}

  /**
   * Runs a command to its end and returns what it printed, both streams together. Fails if it ends
   * with anything but 0 or takes longer than a minute.
   */
  public static String run(String... words) {
    Ended ended = attempt(words);
    if (ended.code() != 0) {
      throw new AssertionError(
          String.join(" ", words) + " ended with " + ended.code() + ":\n" + ended.output());
    }
    return ended.output();
  }

  /** As {@link #run}, whatever the exit code. */
  public static Ended attempt(String... words) {
    Path output = null;
    try {
      output = Files.createTempFile("command", ".out");
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(String.join(" ", words) + " takes too long");
      }
      byte[] printed = Files.readAllBytes(output);
      return new Ended(process.exitValue(), new String(printed, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      deleteIfThere(output);
    }
  }

  /** Whether a command of this name is on the PATH. */
  public static boolean exists(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return Files.isExecutable(Path.of("/usr/sbin", name))
        || Files.isExecutable(Path.of("/sbin", name));
  }

  /**
   * How a command ended.
   *
   * @param output both streams together
   */
  public record Ended(int code, String output) {}

  private static void deleteIfThere(@Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
