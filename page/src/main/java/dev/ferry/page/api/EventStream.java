package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Exchange;
import dev.ferry.page.api.EventLog.Told;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tells events as they happen: server-sent events, as the HTML standard defines them. */
final class EventStream {
  /** How long it is silent at most, below the time after which a door closes silent connections. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final EventLog log;

  EventStream(EventLog log) {
    this.log = log;
  }

  /** Answers until the asker, or the log, is gone. */
  void answer(ApiCall call) throws IOException {
    Exchange exchange = call.exchange();
    OptionalLong since = since(call);
    try (EventListener listener = log.listen(since)) {
      OutputStream out = exchange.begin(200, "text/event-stream");
      long from = since.orElse(listener.from());
      write(out, listener.isKnown() ? known(from) : reset(listener.from()));
      while (!listener.isOver()) {
        Optional<Told> told = listener.next(HEARTBEAT);
        if (!listener.isOver()) {
          write(out, told.map(EventStream::message).orElse(": \n\n"));
        }
      }
      exchange.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped");
    }
  }

  private static OptionalLong since(ApiCall call) throws ProblemException {
    @Nullable String asked = call.query("since");
    @Nullable String heard = call.exchange().header("Last-Event-ID");
    String text = heard == null || heard.isEmpty() ? asked : heard;
    if (text == null) {
      return OptionalLong.empty();
    }
    if (!text.matches("\\d{1,18}")) {
      throw new ProblemException(Problem.BAD_REQUEST, "since should be the id of an event");
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private static String message(Told told) {
    return "id: " + told.seq() + "\ndata: " + told.json() + "\n\n";
  }

  /** An id alone is no event, but whoever is cut off before the first can come back with it. */
  private static String known(long from) {
    return "id: " + from + "\n\n";
  }

  private static String reset(long seq) {
    return "event: reset\nid: " + seq + "\ndata: {\"seq\":" + seq + "}\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }
}
