package dev.ferry.cli.demo;

import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One of the demo's peers: a process of its own, and the events it prints. */
final class DemoPeer implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(90);
  private static final long END_SECONDS = 10;

  private final String name;
  private final Process process;
  private final Path errors;
  private final LinkedBlockingQueue<DemoEvent> events = new LinkedBlockingQueue<>();
  private final Thread reader;

  private DemoPeer(String name, Process process, Path errors) {
    this.name = name;
    this.process = process;
    this.errors = errors;
    this.reader = Thread.ofVirtual().name("demo " + name).start(this::read);
  }

  /**
   * Starts this very program.
   *
   * @param home the peer's home; what it says on standard error lands beside it
   */
  static DemoPeer start(String name, Path home, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(ThisProgram.command());
    command.addAll(List.of("--home", home.toString(), "--name", name, "--json"));
    command.addAll(arguments);
    Path errors = home.resolveSibling(home.getFileName() + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
    Process process = builder.start();
    process.getOutputStream().close();
    return new DemoPeer(name, process, errors);
  }

  private void read() {
    DemoEvent.Reader lines = new DemoEvent.Reader();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.read(line).ifPresent(events::add);
      }
    } catch (IOException e) {
      // It was killed while it printed: that is what the demo is about.
      return;
    }
  }

  /**
   * Waits for an event.
   *
   * @param each sees all events on the way, the last one included
   * @throws TransferException if it ends, or is silent for too long, before
   */
  DemoEvent await(Predicate<DemoEvent> wanted, Consumer<DemoEvent> each)
      throws IOException, InterruptedException {
    long heard = System.nanoTime();
    while (true) {
      boolean over = !reader.isAlive();
      @Nullable DemoEvent event = events.poll(100, TimeUnit.MILLISECONDS);
      if (event != null) {
        heard = System.nanoTime();
        each.accept(event);
        if (wanted.test(event)) {
          return event;
        }
      } else if (over || System.nanoTime() - heard > SILENCE.toNanos()) {
        throw failure(over ? "ended too early" : "said nothing for " + SILENCE.toSeconds() + " s");
      }
    }
  }

  /** SIGKILL, where there is one: it can clean up nothing. Blocks until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(END_SECONDS, TimeUnit.SECONDS);
  }

  /** Waits until it ends by itself, and fails unless it ended well. */
  void awaitGoodEnd() throws IOException, InterruptedException {
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw failure("did not end");
    }
    if (process.exitValue() != 0) {
      throw failure("ended with exit code " + process.exitValue());
    }
  }

  private TransferException failure(String what) {
    String said;
    try {
      said = Files.readString(errors).strip();
    } catch (IOException e) {
      said = "";
    }
    return new TransferException(
        Problem.FAILED,
        "the demo's "
            + name
            + " "
            + what
            + (said.isEmpty() ? "" : "; it said: " + DisplayName.escape(said)));
  }

  /** Ends it in any case. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
