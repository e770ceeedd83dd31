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
import java.net.SocketException;
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
  private static final String ID = "id: ";
  private static final String DATA = "data: ";

  /** Of whom too much is missing, or of another process. */
  private static final String RESET = "event: reset";

  private final Path socket;
  private final Object lock = new Object();
  private volatile SocketCall call;
  private boolean closed;

  /** The id of the last event that was heard; empty before it is known. */
  private String lastId = "";

  /** Whether something was heard since it connected: what is cut off at once stays so. */
  private boolean mayComeBack = true;

  private EventFeed(Path socket, SocketCall call) {
    this.socket = socket;
    this.call = call;
  }

  /**
   * Listens from now on: what begins after this returns is heard from its beginning.
   *
   * @throws dev.ferry.transfer.TransferException with what the running peer says if it tells none
   * @throws IOException if nobody answers, or the answer is another one
   */
  static EventFeed open(Path socket) throws IOException {
    return new EventFeed(socket, call(socket, ""));
  }

  private static SocketCall call(Path socket, String query) throws IOException {
    SocketCall call = SocketCall.of(socket, "GET /api/v1/events" + query, null, LONGEST_BEGIN);
    if (call.status() == 200) {
      return call;
    }
    try (call) {
      Fields other = HomeClient.answer(call);
      throw new IOException("the running Ferry tells no events, but " + other.names());
    }
  }

  /**
   * The next event of a transfer. Blocks until there is one. Whoever is cut off, as he did not keep
   * up, comes back once and hears what was told in between.
   *
   * @throws IOException if the running peer has ended, this was closed, or what was told in between
   *     is not known any more
   */
  TransferEvent next() throws IOException {
    while (true) {
      try {
        return told();
      } catch (EOFException | SocketException e) {
        comeBack(e);
      }
    }
  }

  private TransferEvent told() throws IOException {
    String id = lastId;
    while (true) {
      String line = line();
      if (line.equals(RESET)) {
        throw new IOException("what was told in between is not known any more");
      }
      if (line.startsWith(ID)) {
        id = checked(line.substring(ID.length()));
      } else if (line.isEmpty()) {
        lastId = id;
      } else if (line.startsWith(DATA)) {
        Optional<TransferEvent> event = event(line.substring(DATA.length()));
        lastId = id;
        mayComeBack = true;
        if (event.isPresent()) {
          return event.get();
        }
      }
    }
  }

  private static String checked(String id) throws IOException {
    if (!id.matches("\\d{1,18}")) {
      throw new IOException("an event whose id is none");
    }
    return id;
  }

  private void comeBack(IOException cutOff) throws IOException {
    if (!mayComeBack || lastId.isEmpty()) {
      throw cutOff;
    }
    mayComeBack = false;
    SocketCall again;
    try {
      again = call(socket, "?since=" + lastId);
    } catch (IOException e) {
      cutOff.addSuppressed(e);
      throw cutOff;
    }
    synchronized (lock) {
      call.close();
      call = again;
      if (!closed) {
        return;
      }
    }
    again.close();
    throw cutOff;
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
    synchronized (lock) {
      closed = true;
      call.close();
    }
  }
}
