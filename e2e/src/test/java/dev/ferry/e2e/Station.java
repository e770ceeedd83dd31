package dev.ferry.e2e;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One peer of a test: a home of its own, and the real program run from it as processes. Closing it
 * kills all that it has started. Not thread-safe.
 */
final class Station implements AutoCloseable {

  /** Long enough for anything that does not hang, on a machine that is busy. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final Path home;
  private final Program program;
  private final List<FerryProcess> started = new ArrayList<>();

  private Station(Path home, Program program) {
    this.home = home;
    this.program = program;
  }

  /** A peer that lives in {@code home}. */
  static Station at(Path home) {
    return new Station(home, Launcher.program().with("FERRY_HOME", home.toString()));
  }

  /** The same peer with its processes changed: in a namespace, behind another command. */
  Station as(Program changed) {
    return new Station(home, changed);
  }

  /** How its processes are started. */
  Program program() {
    return program;
  }

  /** Its home. */
  Path home() {
    return home;
  }

  /** A running {@code ferry receive}. */
  record Listener(FerryProcess process, int port) {

    /** Its address on this machine. */
    String address() {
      return "127.0.0.1:" + port;
    }
  }

  /** Starts {@code ferry receive --accept all} on a free port and waits until it listens. */
  Listener receive(Path into, String... more) {
    return receiveAt(0, into, more);
  }

  /** As {@link #receive}, on this port. */
  Listener receiveAt(int port, Path into, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "receive",
                "--into",
                into.toString(),
                "--port",
                Integer.toString(port),
                "--accept",
                "all",
                // Tests run side by side: they must not find each other.
                "--no-announce"));
    words.addAll(List.of(more));
    FerryProcess process = start(words.toArray(String[]::new));
    Event listening = await(process, "listening");
    return new Listener(process, (int) listening.number("port"));
  }

  /**
   * A running {@code ferry share}.
   *
   * @param told its event {@code sharing}
   */
  record Sharer(FerryProcess process, Event told) {

    /** Its address on this machine. */
    String address() {
      String any = told.texts("addresses").getFirst();
      return "127.0.0.1" + any.substring(any.lastIndexOf(':'));
    }
  }

  /** Starts {@code ferry share} on a free port and waits until it listens. */
  Sharer share(Path what, String... more) {
    List<String> words =
        new ArrayList<>(List.of("share", what.toString(), "--port", "0", "--no-announce"));
    words.addAll(List.of(more));
    FerryProcess process = start(words.toArray(String[]::new));
    return new Sharer(process, await(process, "sharing"));
  }

  /** Starts {@code ferry send} to that address. */
  FerryProcess send(String address, Path what, String... more) {
    List<String> words = new ArrayList<>(List.of("send", what.toString(), "--to", address));
    words.addAll(List.of(more));
    return start(words.toArray(String[]::new));
  }

  /** Sends to the end and fails unless all arrived. */
  FerryProcess sendWhole(String address, Path what, String... more) {
    FerryProcess process = send(address, what, more);
    process.assertExit(0, LIMIT);
    return process;
  }

  /** Starts any command with {@code --json}. */
  FerryProcess start(String... words) {
    return startPlain(with(words, "--json"));
  }

  /** Starts any command as a script would that reads no JSON. */
  FerryProcess startPlain(String... words) {
    FerryProcess process = FerryProcess.start(program, words);
    started.add(process);
    return process;
  }

  /** Runs any command to its end, with empty standard input. */
  FerryProcess.Finished run(String... words) {
    return FerryProcess.run(program, LIMIT, words);
  }

  /** Waits for an event by its name; those printed before count. */
  static Event await(FerryProcess process, String name) {
    return await(process, name, LIMIT);
  }

  /** Waits at most {@code limit} for an event by its name. */
  static Event await(FerryProcess process, String name, Duration limit) {
    String mark = "\"event\":\"" + name + "\"";
    return Event.parse(process.awaitOutputLine(mark, line -> line.contains(mark), limit));
  }

  /** Waits until so many payload bytes are across. */
  static void awaitProgress(FerryProcess process, long bytes) {
    process.awaitOutputLine(
        "progress beyond " + bytes,
        line ->
            line.contains("\"event\":\"progress\"") && Event.parse(line).number("done") >= bytes,
        LIMIT);
  }

  /** The last event of this name that a process has printed. */
  static Event last(FerryProcess process, String name) {
    List<Event> events = Event.named(name, process.output());
    if (events.isEmpty()) {
      throw process.failure("printed no event " + name);
    }
    return events.getLast();
  }

  @Override
  public void close() {
    started.forEach(FerryProcess::close);
  }

  private static String[] with(String[] words, String last) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add(last);
    return all.toArray(String[]::new);
  }
}
