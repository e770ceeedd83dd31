package dev.ferry.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A process of the program under test on a terminal of its own, whose keys are typed by the test:
 * the kernel's line discipline is between them, so that Ctrl-C is a signal where the program lets
 * it be one. Made by the command {@code script}. {@link #close} kills it. Thread-safe.
 */
public final class TerminalProcess implements AutoCloseable {
  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile("\u001b(?:\\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])|\r");

  private final Process process;
  private final StringBuilder screen = new StringBuilder();
  private final Thread reader;
  private boolean ended;

  private TerminalProcess(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /** Starts {@code program} with {@code arguments} on a terminal of so many columns. */
  public static TerminalProcess start(Program program, int columns, String... arguments) {
    Requires.command("script", "typing on a terminal");
    List<String> words = new ArrayList<>(program.command());
    words.addAll(List.of(arguments));
    String command =
        "stty cols "
            + columns
            + " rows 24; exec "
            + String.join(" ", words.stream().map(TerminalProcess::quoted).toList());
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qefc", command, "/dev/null").redirectErrorStream(true);
    builder.environment().putAll(program.environment());
    builder.environment().put("TERM", "xterm");
    try {
      return new TerminalProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  /** Presses these keys: {@code "y\r"}, {@code "\u0003"} for Ctrl-C. */
  public void type(String keys) {
    try {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that was printed so far, without what moves the cursor or colours. */
  public synchronized String printed() {
    return ESCAPE_SEQUENCE.matcher(screen).replaceAll("");
  }

  /** Waits until what was printed, from its beginning, contains the regular expression. */
  public void await(String expression, Duration limit) {
    try {
      if (!awaitText(Pattern.compile(expression), System.nanoTime() + limit.toNanos())) {
        throw failure("did not print /" + expression + "/");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was waited for by a thread that was interrupted");
    }
  }

  private synchronized boolean awaitText(Pattern pattern, long end) throws InterruptedException {
    while (!pattern.matcher(printed()).find()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || ended) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** Waits for the end and returns the exit code. */
  public int exitCode(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("did not end within " + limit.toMillis() + " ms");
      }
      reader.join(limit);
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was waited for by a thread that was interrupted");
    }
  }

  private AssertionError failure(String what) {
    return new AssertionError("the process " + what + "; it printed\n" + printed());
  }

  private void read() {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        add(new String(buffer, 0, n, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      add("(reading the terminal failed: " + e.getMessage() + ")");
    }
    synchronized (this) {
      ended = true;
      notifyAll();
    }
  }

  private synchronized void add(String text) {
    screen.append(text);
    notifyAll();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
