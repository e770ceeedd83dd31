package dev.ferry.direct;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.Streamed;
import dev.ferry.http.WatchedOutput;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.transfer.Lane;
import dev.ferry.transfer.Outgoing;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** One of the parallel ways of a push: {@code PUT payload}, one piece after the other. */
final class PushLane implements Lane {
  private final DirectClient client;
  private final Outgoing outgoing;
  private final Runnable moved;
  private @Nullable HttpUriRequestBase current;
  private boolean closed;

  /** {@code moved} is run whenever the receiver has taken a whole piece. */
  PushLane(DirectClient client, Outgoing outgoing, Runnable moved) {
    this.client = client;
    this.outgoing = outgoing;
    this.moved = moved;
  }

  @Override
  public void move(Range piece) throws IOException {
    ByteRange range = new ByteRange(piece.from(), piece.to());
    Alarm.Wait wait = new Alarm.Wait();
    HttpUriRequestBase request = put(range, wait);
    try (Alarm.Bell _ =
            client
                .wire()
                .alarm()
                .whenStuck(wait, client.wire().times().silence(), request::cancel);
        Answer answer = client.ok(request)) {
      answer.finish();
      outgoing.taken(range.length());
      moved.run();
    }
  }

  private synchronized HttpUriRequestBase put(ByteRange range, Alarm.Wait wait) throws IOException {
    if (closed) {
      throw new IOException("this lane is closed");
    }
    HttpUriRequestBase put =
        client.request("PUT", "transfers/" + outgoing.id().text() + "/payload");
    put.setHeader("Content-Range", range.toContentRange(outgoing.layout().length()));
    put.setEntity(
        new Streamed(Protocol.BYTES, null, range.length(), out -> send(range, out, wait)));
    current = put;
    return put;
  }

  private void send(ByteRange range, OutputStream out, Alarm.Wait wait) throws IOException {
    outgoing.send(range.from(), range.to(), new WatchedOutput(out, wait));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (current != null) {
      current.cancel();
    }
  }
}
