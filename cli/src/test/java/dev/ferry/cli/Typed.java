package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.ShareOptions.Access;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands as somebody types them, run in this process; each home is a folder of its own. */
final class Typed {
  /** How long anything may take. */
  static final Duration SOON = Duration.ofSeconds(60);

  private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");

  private final Path folder;

  /** Homes and inboxes lie in {@code folder}. */
  Typed(Path folder) {
    this.folder = folder;
  }

  static int shell(Path in, String line) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", line).directory(in.toFile()).inheritIO().start();
    assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  static List<String> with(List<String> first, List<String> then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  static ShareOptions share(Access access, Path path) {
    return ShareOptions.of(access, path)
        .withListen(ListenOptions.port(0).on(InetAddress.ofLiteral("127.0.0.1")));
  }

  /** A receiver that lets everybody in and ends after one transfer. */
  Run receiver(String inbox, String... options) {
    List<String> words = new ArrayList<>(List.of("receive", "--accept", "all", "--once", "--json"));
    words.addAll(List.of(options));
    return listen("bob", inbox, words);
  }

  /** A receiver of this home, on a port of its own. */
  Run listen(String home, String inbox, List<String> command) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of("--into", folder.resolve(inbox).toString()));
    words.addAll(List.of("--port", "0", "--address", "127.0.0.1"));
    Run run = begin(home, words.toArray(String[]::new));
    await().atMost(SOON).until(() -> run.out().contains("listening"));
    return run;
  }

  Run ferry(String home, String... args) throws Exception {
    Run run = begin(home, args);
    run.code();
    return run;
  }

  Run begin(String home, String... args) {
    List<String> all =
        new ArrayList<>(List.of("--home", folder.resolve(home).toString(), "--name", home));
    all.addAll(List.of(args));
    return new Run(all);
  }

  static List<String> events(Run run) {
    return run.out()
        .lines()
        .map(line -> Jsonb.builder().build().type(Object.class).map().fromJson(line))
        .map((Map<String, Object> fields) -> String.valueOf(fields.get("event")))
        .toList();
  }

  /** One command, running or ended. */
  static final class Run {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code;

    Run(List<String> args) {
      Terminals none = new Terminals(false, false, null, false);
      code =
          CompletableFuture.supplyAsync(
              () -> Main.run(args, stream(out), stream(err), none),
              task -> Thread.ofPlatform().daemon().start(task));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
      return new PrintStream(bytes, true, UTF_8);
    }

    int code() throws Exception {
      return code.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    String out() {
      return out.toString(UTF_8);
    }

    String err() {
      return err.toString(UTF_8);
    }

    int port() {
      Matcher matcher = PORT.matcher(out());
      if (!matcher.find()) {
        throw new AssertionError("no port in " + out());
      }
      return Integer.parseInt(matcher.group(1));
    }
  }
}
