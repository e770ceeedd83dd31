package dev.ferry.page.client;

import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.store.Home;
import dev.ferry.store.RunningProcess;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Calls the running peer of a home at its socket, in the words of docs/page-api.md. Thread-safe;
 * blocks for some seconds at most.
 */
public final class HomeClient {
  private static final String URN = "urn:ferry:problem:";
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int MOST_JSON = 8 << 20;
  private static final int MOST_VALUES = 500_000;

  /** Links lead to this machine and nowhere else. */
  private static final Pattern PAGE =
      Pattern.compile("http://127\\.0\\.0\\.1:\\d{1,5}/#t=[A-Za-z0-9_-]{1,100}");

  private final Path socket;
  private final long process;

  private HomeClient(Path socket, long process) {
    this.socket = socket;
    this.process = process;
  }

  /**
   * Of the peer that runs in a home; empty if none has said that it does.
   *
   * @param folder the home
   */
  public static Optional<HomeClient> of(Path folder) throws IOException {
    Optional<RunningProcess> running = RunningProcess.in(Home.at(folder));
    return running
        .flatMap(RunningProcess::listensAt)
        .filter(Files::exists)
        .map(socket -> new HomeClient(socket, running.get().process()));
  }

  /** The id of its process. */
  public long process() {
    return process;
  }

  /**
   * A fresh link to its page, good once and for two minutes.
   *
   * @throws TransferException with what it says if it has none
   * @throws IOException if nobody answers
   */
  public URI link() throws IOException {
    Fields answer = post("/api/v1/session/link", JsonLine.object());
    String link = answer.text("link");
    if (!PAGE.matcher(link).matches()) {
      throw new IOException("the running Ferry gives a link that leads elsewhere");
    }
    return URI.create(link);
  }

  private Fields post(String path, JsonLine body) throws IOException {
    try (SocketCall call = SocketCall.of(socket, "POST " + path, body.toString(), LONGEST)) {
      Fields answer = StrictJson.parseBody(call.body().readNBytes(MOST_JSON), MOST_VALUES);
      if (call.status() >= 300) {
        throw problem(answer);
      }
      return answer;
    }
  }

  private static TransferException problem(Fields answer) throws IOException {
    String type = answer.text("type");
    Problem problem =
        Problem.ofSlug(type.startsWith(URN) ? type.substring(URN.length()) : type)
            .orElse(Problem.FAILED);
    return new TransferException(problem, answer.text("detail"));
  }
}
