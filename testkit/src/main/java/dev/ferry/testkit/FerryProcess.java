package dev.ferry.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process of the program under test. What it prints is kept line by line and can be waited for;
 * every wait has a deadline and fails with all that was printed. {@link #close} kills it with
 * SIGKILL, its children too; so does the end of this JVM. Thread-safe.
 */
public final class FerryProcess implements AutoCloseable {

  private static final Duration READERS_END = Duration.ofSeconds(5);

  private final String name;
  private final Process process;
  private final Lines out = new Lines();
  private final Lines err = new Lines();
  private final List<Thread> readers;
  private final Thread atExit;

  private FerryProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.readers =
        List.of(
            Thread.ofVirtual().start(() -> read(process.getInputStream(), out)),
            Thread.ofVirtual().start(() -> read(process.getErrorStream(), err)));
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts {@code program} with {@code arguments} in the current folder. */
  public static FerryProcess start(Program program, String... arguments) {
    return start(Path.of("").toAbsolutePath(), program, arguments);
  }

  /** Starts it in {@code folder}. */
  public static FerryProcess start(Path folder, Program program, String... arguments) {
    List<String> command = new ArrayList<>(program.command());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    program
        .environment()
        .forEach((variable, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(variable);
          } else {
            builder.environment().put(variable, value);
          }
        });
    try {
      return new FerryProcess(String.join(" ", arguments), builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end with empty standard input. Fails if it takes longer than {@code limit}. */
  public static Finished run(Program program, Duration limit, String... arguments) {
    try (FerryProcess process = start(program, arguments)) {
      process.endInput();
      int code = process.exitCode(limit);
      return new Finished(code, process.output(), process.errors());
    }
  }

  /**
   * A process that has ended.
   *
   * @param output lines of standard output
   * @param errors lines of standard error
   */
  public record Finished(int exitCode, List<String> output, List<String> errors) {

    /** Both streams as one text. */
    public String text() {
      return String.join("\n", output) + "\n" + String.join("\n", errors);
    }
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed on standard output so far. */
  public List<String> output() {
    return out.all();
  }

  /** What it has printed on standard error so far. */
  public List<String> errors() {
    return err.all();
  }

  /**
   * Waits until a line of standard output contains the regular expression; lines printed before
   * count too.
   *
   * @return the match: group 0 and those of the expression
   */
  public Matcher awaitOutput(String expression, Duration limit) {
    return await(out, expression, limit);
  }

  /** Waits for a line of standard output for which the test holds, and returns it. */
  public String awaitOutputLine(String what, Predicate<String> test, Duration limit) {
    String line = out.await(test, limit, this::running);
    if (line == null) {
      throw failure("printed no line with " + what + " within " + limit.toMillis() + " ms");
    }
    return line;
  }

  /** Waits for the end and returns the exit code; 128 + n after signal n. */
  public int exitCode(Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure("did not end within " + limit.toMillis() + " ms");
      }
      for (Thread reader : readers) {
        reader.join(READERS_END);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was waited for by a thread that was interrupted");
    }
  }

  /** Waits for the end; false if it did not come in time. */
  public boolean endsWithin(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Fails unless it ends within {@code limit} with this code. */
  public void assertExit(int expected, Duration limit) {
    int code = exitCode(limit);
    if (code != expected) {
      throw failure("ended with " + code + ", expected " + expected);
    }
  }

  /** SIGKILL, at once, and waits until it is gone. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // The handle's: the process's own would close its output before it is read to the end.
    process.toHandle().destroyForcibly();
    exitCode(READERS_END);
  }

  /** SIGINT: Ctrl-C. */
  public void interrupt() {
    signal("INT");
  }

  /** SIGTERM. */
  public void terminate() {
    signal("TERM");
  }

  /** Sends a signal by name: STOP, CONT, QUIT. */
  public void signal(String signal) {
    Commands.run("kill", "-" + signal, Long.toString(pid()));
  }

  /** Its standard input. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** Writes a line to its standard input. */
  public void type(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes its standard input. */
  public void endInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many descriptors it holds open (Linux). */
  public int openDescriptors() {
    String[] names = new File("/proc/" + pid() + "/fd").list();
    return names == null ? 0 : names.length;
  }

  /** The most memory it has ever held resident, in bytes (Linux); 0 once it has ended. */
  public long peakMemory() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      return 0;
    }
    return 0;
  }

  /** A failure with this process's command and all that it printed. */
  public AssertionError failure(String what) {
    return new AssertionError(
        "["
            + name
            + "] "
            + what
            + "\n--- output\n"
            + String.join("\n", output())
            + "\n--- errors\n"
            + String.join("\n", errors())
            + "\n---");
  }

  /** Kills it if it still runs, and its children. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook runs, and finds nothing to kill.
      return;
    }
  }

  private Matcher await(Lines lines, String expression, Duration limit) {
    Pattern pattern = Pattern.compile(expression);
    String line = lines.await(text -> pattern.matcher(text).find(), limit, this::running);
    if (line == null) {
      throw failure("printed no line with /" + expression + "/ within " + limit.toMillis() + " ms");
    }
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      throw new IllegalStateException(line);
    }
    return matcher;
  }

  /** Whether more lines may come. */
  private boolean running() {
    return process.isAlive() || readers.stream().anyMatch(Thread::isAlive);
  }

  private static void read(InputStream in, Lines lines) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("(reading its output failed: " + e.getMessage() + ")");
    }
  }
}
