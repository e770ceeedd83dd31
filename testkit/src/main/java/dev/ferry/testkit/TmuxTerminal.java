package dev.ferry.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of the program under test on a real terminal emulator, tmux: what a person would see on
 * the screen at a moment can be looked at, keys can be pressed, and the window can change its size.
 * {@link #close} kills it. For one thread.
 */
public final class TmuxTerminal implements AutoCloseable {
  private static final String TARGET = "it";
  private static final Pattern EXIT = Pattern.compile("(?m)^EXIT (\\d+)$");
  private static final long LOOK_AGAIN_MILLIS = 50;
  private static final Duration TO_LEAVE = Duration.ofSeconds(20);

  private final String socket;

  private TmuxTerminal(String socket) {
    this.socket = socket;
  }

  /** Starts {@code program} in a window of so many columns and rows, in the folder {@code in}. */
  public static TmuxTerminal start(
      Program program, Path in, int columns, int rows, String... arguments) {
    Requires.command("tmux", "looking at a terminal");
    List<String> words = new ArrayList<>(List.of("env"));
    program.environment().forEach((variable, value) -> words.add(variable + "=" + value));
    words.addAll(program.command());
    words.addAll(List.of(arguments));
    String command =
        String.join(" ", words.stream().map(TmuxTerminal::quoted).toList())
            + "; code=$?; echo; echo EXIT $code; exec sleep 1000";
    TmuxTerminal terminal = new TmuxTerminal("ferry-test-" + UUID.randomUUID());
    terminal.tmux(
        "-f",
        "/dev/null",
        "-u",
        "new-session",
        "-d",
        "-s",
        TARGET,
        "-x",
        String.valueOf(columns),
        "-y",
        String.valueOf(rows),
        "-c",
        in.toString(),
        command);
    return terminal;
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private String tmux(String... words) {
    List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
    command.addAll(List.of(words));
    return Commands.run(command.toArray(String[]::new));
  }

  /** Types text as it is. */
  public void type(String text) {
    tmux("send-keys", "-t", TARGET, "-l", "--", text);
  }

  /** Presses a key as tmux calls it: {@code Enter}, {@code C-c}, {@code Tab}, {@code Up}. */
  public void press(String key) {
    tmux("send-keys", "-t", TARGET, key);
  }

  /** Types a line and presses Enter. */
  public void enter(String line) {
    if (!line.isEmpty()) {
      type(line);
    }
    press("Enter");
  }

  /** Changes the size of the window. */
  public void resize(int columns, int rows) {
    tmux("resize-window", "-t", TARGET, "-x", String.valueOf(columns), "-y", String.valueOf(rows));
  }

  /** What is on the screen now, without blanks at the ends of lines. */
  public String screen() {
    return tmux("capture-pane", "-p", "-t", TARGET);
  }

  /** What is on the screen now, with the sequences that colour it. */
  public String colouredScreen() {
    return tmux("capture-pane", "-e", "-p", "-t", TARGET);
  }

  /** What is on the screen and what has scrolled off it; lines that were wrapped are whole. */
  public String all() {
    return tmux("capture-pane", "-p", "-J", "-S", "-", "-t", TARGET);
  }

  /** Waits until the screen matches the regular expression. */
  public Matcher await(String expression, Duration limit) {
    return await(expression, limit, false);
  }

  /** Waits until the screen and all before it match. */
  public Matcher awaitAnywhere(String expression, Duration limit) {
    return await(expression, limit, true);
  }

  private Matcher await(String expression, Duration limit, boolean anywhere) {
    Pattern pattern = Pattern.compile(expression, Pattern.MULTILINE);
    long end = System.nanoTime() + limit.toNanos();
    while (true) {
      Matcher matcher = pattern.matcher(anywhere ? all() : screen());
      if (matcher.find()) {
        return matcher;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("the screen did not show /" + expression + "/ but\n" + all());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Waits for the end and returns the exit code. */
  public int exitCode(Duration limit) {
    return Integer.parseInt(await(EXIT.pattern(), limit, true).group(1));
  }

  @Override
  public void close() {
    List<ProcessHandle> running = running();
    // What runs in the window gets SIGHUP; it is this test's own server.
    Commands.attempt("tmux", "-L", socket, "kill-server");
    // Whoever closes this deletes folders next, into which a process that goes still writes.
    running.forEach(TmuxTerminal::awaitEnd);
  }

  private List<ProcessHandle> running() {
    String shell =
        Commands.attempt("tmux", "-L", socket, "list-panes", "-t", TARGET, "-F", "#{pane_pid}")
            .output()
            .strip();
    return shell.matches("\\d+")
        ? ProcessHandle.of(Long.parseLong(shell)).stream()
            .flatMap(ProcessHandle::descendants)
            .toList()
        : List.of();
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(TO_LEAVE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
