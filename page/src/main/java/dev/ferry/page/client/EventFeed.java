package dev.ferry.page.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import dev.ferry.peer.events.EventReader;
import dev.ferry.transfer.TransferEvent;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the running peer, as it happens: the server-sent events of docs/page-api.md. For
 * one thread, but for {@link #close}, which ends whatever blocks.
 */
final class EventFeed implements AutoCloseable {
  private static final Duration LONGEST_BEGIN = Duration.ofSeconds(5);
  private static final int LONGEST_LINE = 1 << 20;
  private static final int MOST_VALUES = 100_000;
  private static final String DATA = "data: ";

  private final SocketCall call;

  private EventFeed(SocketCall call) {
    this.call = call;
  }

  /**
   * Listens from now on: what begins after this returns is heard from its beginning.
   *
   * @throws IOException if nobody answers, or the answer is another one
   */
  static EventFeed open(Path socket) throws IOException {
    SocketCall call = SocketCall.of(socket, "GET /api/v1/events", null, LONGEST_BEGIN);
    EventFeed feed = new EventFeed(call);
    if (call.status() != 200) {
      feed.close();
      throw new IOException("the running Ferry tells no events");
    }
    feed.line();
    return feed;
  }

  /**
   * The next event of a transfer. Blocks until there is one.
   *
   * @throws EOFException if the running peer has ended, or this was closed
   */
  TransferEvent next() throws IOException {
    while (true) {
      String line = line();
      Optional<TransferEvent> event =
          line.startsWith(DATA) ? event(line.substring(DATA.length())) : Optional.empty();
      if (event.isPresent()) {
        return event.get();
      }
    }
  }

  /** Events of others than transfers are passed over. */
  private static Optional<TransferEvent> event(String data) throws MalformedException {
    Fields fields = StrictJson.parseBody(data.getBytes(UTF_8), MOST_VALUES);
    @Nullable String name = fields.optionalText("event");
    return name == null ? Optional.empty() : EventReader.read(fields);
  }

  private String line() throws IOException {
    InputStream in = call.body();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the events have ended");
      }
      if (line.size() >= LONGEST_LINE) {
        throw new IOException("an event without end");
      }
      line.write(c);
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() {
    call.close();
  }
}
