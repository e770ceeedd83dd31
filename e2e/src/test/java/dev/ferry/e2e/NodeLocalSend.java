package dev.ferry.e2e;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A LocalSend client that nobody here wrote: the npm package {@code localsend}. It receives over
 * plain HTTP only, sends over HTTP or HTTPS, and shows no certificate. Closing it kills what it has
 * started. Not thread-safe.
 */
final class NodeLocalSend implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Program program;
  private final List<FerryProcess> started = new ArrayList<>();

  private NodeLocalSend(Program program) {
    this.program = program;
  }

  /** Installs it, unless it is there; skips the test where that cannot be done. */
  static NodeLocalSend installed() {
    String what = "a test against another LocalSend client";
    Requires.linux(what);
    Requires.command("node", what);
    Requires.command("npm", what);
    Path script = Launcher.home().resolve("scripts/localsend-client.sh");
    Commands.Ended ended = Commands.attempt(script.toString());
    Requires.check(ended.code() == 0, what, "npm's registry: " + ended.output());
    String entry = ended.output().strip().lines().reduce("", (before, line) -> line);
    return new NodeLocalSend(
        new Program(
            List.of("node", entry),
            // It knows no pinning; a self-signed certificate is all there is to see.
            Map.of("NODE_TLS_REJECT_UNAUTHORIZED", "0", "NO_COLOR", "1")));
  }

  /** The same in another place: in a namespace. */
  NodeLocalSend behind(String... words) {
    return new NodeLocalSend(program.behind(words));
  }

  /** Starts to receive into {@code folder}, and waits until it listens on {@code port}. */
  FerryProcess receive(String alias, int port, Path folder, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "receive",
                "--alias",
                alias,
                "--port",
                Integer.toString(port),
                "--saveDir",
                folder.toString(),
                "--autoAccept"));
    words.addAll(List.of(more));
    FerryProcess process = start(words);
    process.awaitOutput("Receiver is running", LIMIT);
    return process;
  }

  /** Sends a file to this machine's {@code port}, to the end of the process. */
  FerryProcess send(Path file, String host, int port, String protocol, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "send",
                host,
                file.toString(),
                "--port",
                Integer.toString(port),
                "--protocol",
                protocol));
    words.addAll(List.of(more));
    FerryProcess process = start(words);
    process.exitCode(LIMIT);
    return process;
  }

  /** Lists whom it finds, as JSON. */
  FerryProcess discover() {
    FerryProcess process = start(List.of("discover", "--timeout", "6", "--json"));
    process.exitCode(LIMIT);
    return process;
  }

  private FerryProcess start(List<String> words) {
    FerryProcess process = FerryProcess.start(program, words.toArray(String[]::new));
    started.add(process);
    return process;
  }

  @Override
  public void close() {
    started.forEach(FerryProcess::close);
  }
}
