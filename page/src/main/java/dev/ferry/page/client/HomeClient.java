package dev.ferry.page.client;

import dev.ferry.json.Fields;
import dev.ferry.json.StrictJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.store.Home;
import dev.ferry.store.RunningProcess;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls the running peer of a home at its socket, in the words of docs/page-api.md. Thread-safe.
 * Calls block for some seconds at most, but for {@link #begin}: that waits until the other side is
 * reached, what is sent was looked at, and the offer lies before a person.
 */
public final class HomeClient {
  private static final String URN = "urn:ferry:problem:";
  private static final int VERSION = 1;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final Duration ATTACHING = Duration.ofSeconds(1);
  private static final Duration STOPPING = Duration.ofSeconds(12);

  /** A million files may have to be looked at, or a person asked first. */
  private static final Duration UNTIL_OFFERED = Duration.ofDays(1);

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

  /**
   * Of the peer that runs in a home, if it speaks this version of the API and answers.
   *
   * @param folder the home
   * @param alias the name that the peer must have; null for any
   */
  public static Optional<HomeClient> attach(Path folder, @Nullable String alias)
      throws IOException {
    return of(folder).filter(client -> client.isFit(alias));
  }

  private boolean isFit(@Nullable String alias) {
    try (SocketCall call = SocketCall.of(socket, "GET /api/v1", null, ATTACHING)) {
      Fields about = answer(call);
      return about.count("api") == VERSION && (alias == null || about.text("alias").equals(alias));
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * What happens there from now on.
   *
   * @throws NoFeedException if too many listen there already
   */
  EventFeed events() throws IOException {
    try {
      return EventFeed.open(socket);
    } catch (TransferException e) {
      throw e.problem() == Problem.BUSY ? new NoFeedException(e) : e;
    }
  }

  /**
   * Lets a transfer begin; blocks until its offer is on the table, at least: for as long as it
   * takes to look at the files and to reach the other side, at most a day.
   */
  TransferId begin(String path, String request) throws IOException {
    try (SocketCall call = SocketCall.of(socket, "POST " + path, request, UNTIL_OFFERED)) {
      return new TransferId(answer(call).text("transfer"));
    } catch (IllegalArgumentException e) {
      throw new IOException("the running Ferry names no transfer", e);
    }
  }

  /**
   * Stops what was asked for in {@link #begin} and is not answered yet; false if there is none.
   *
   * @param request the word that it was given
   */
  boolean stop(String request) throws IOException {
    String line = "POST /api/v1/requests/" + request + "/stop";
    try (SocketCall call = SocketCall.of(socket, line, "{}", STOPPING)) {
      answer(call);
      return true;
    } catch (TransferException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Stops a transfer; what arrived is kept. */
  public void pause(TransferId id) throws IOException {
    String line = "POST /api/v1/transfers/" + id.text() + "/pause";
    try (SocketCall call = SocketCall.of(socket, line, "{}", STOPPING)) {
      answer(call);
    }
  }

  /** Ends a transfer for good. */
  public void cancel(TransferId id) throws IOException {
    post("/api/v1/transfers/" + id.text() + "/cancel", JsonLine.object());
  }

  /** What is under way there, in the order it began. */
  public List<TransferElsewhere> underWay() throws IOException {
    try (SocketCall call = SocketCall.of(socket, "GET /api/v1/transfers", null, LONGEST)) {
      List<TransferElsewhere> found = new ArrayList<>();
      for (Fields one : answer(call).objects("transfers")) {
        TransferElsewhere.read(one).ifPresent(found::add);
      }
      return found;
    }
  }

  private Fields post(String path, JsonLine body) throws IOException {
    try (SocketCall call = SocketCall.of(socket, "POST " + path, body.toString(), LONGEST)) {
      return answer(call);
    }
  }

  /**
   * The object that is answered.
   *
   * @throws IOException what the problem says, if one is answered
   */
  static Fields answer(SocketCall call) throws IOException {
    Fields answer = StrictJson.parseBody(call.body().readNBytes(MOST_JSON), MOST_VALUES);
    if (call.status() >= 300) {
      throw problem(answer);
    }
    return answer;
  }

  private static IOException problem(Fields answer) throws IOException {
    String pin = answer.optionalText("pin");
    if (pin != null) {
      return new PinWantedException(
          answer.text("detail"), answer.text("peer"), pin.equals("wrong"));
    }
    if (answer.flag("plain", false)) {
      return new PlainPeerException(answer.text("detail"));
    }
    String type = answer.text("type");
    Problem problem =
        Problem.ofSlug(type.startsWith(URN) ? type.substring(URN.length()) : type)
            .orElse(Problem.FAILED);
    return new TransferException(problem, answer.text("detail"));
  }
}
