package dev.ferry.direct;

import dev.ferry.http.Answer;
import dev.ferry.json.MalformedException;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Lane;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/**
 * One of the parallel ways of a pull: {@code GET payload} with Range, one piece after the other.
 */
final class PullLane implements Lane {
  private final DirectClient client;
  private final Incoming incoming;
  private final Supplier<HttpUriRequestBase> requests;
  private final Runnable moved;
  private @Nullable HttpUriRequestBase current;
  private boolean closed;

  /**
   * A lane into {@code incoming}.
   *
   * @param requests makes a request for the whole payload
   * @param moved run whenever a whole piece has arrived
   */
  PullLane(
      DirectClient client,
      Incoming incoming,
      Supplier<HttpUriRequestBase> requests,
      Runnable moved) {
    this.client = client;
    this.incoming = incoming;
    this.requests = requests;
    this.moved = moved;
  }

  @Override
  public void move(Range piece) throws IOException {
    ByteRange range = new ByteRange(piece.from(), piece.to());
    try (Answer answer = client.ok(get(range))) {
      check(answer, range);
      incoming.receive(range.from(), range.to(), answer.body(), answer.hangUp());
      answer.finish();
      moved.run();
    }
  }

  private synchronized HttpUriRequestBase get(ByteRange range) throws IOException {
    if (closed) {
      throw new IOException("this lane is closed");
    }
    HttpUriRequestBase get = requests.get();
    get.setHeader("Range", range.toRange());
    current = get;
    return get;
  }

  private void check(Answer answer, ByteRange range) throws MalformedException {
    String expected = range.toContentRange(incoming.length());
    if (answer.status() != 206
        || !expected.equals(answer.header("Content-Range"))
        || answer.length() != range.length()) {
      throw new MalformedException("the answer is not the part that was asked for");
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.cancel();
    }
  }
}
