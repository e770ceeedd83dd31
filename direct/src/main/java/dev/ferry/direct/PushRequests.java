package dev.ferry.direct;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.Streamed;
import dev.ferry.http.WatchedOutput;
import dev.ferry.transfer.Outgoing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.jspecify.annotations.Nullable;

/** The three questions of a push that a {@link Reply} answers. Used by one thread. */
final class PushRequests {
  private final DirectClient client;
  private final Outgoing outgoing;
  private final int port;
  private final boolean previews;
  private final OfferPin pin;
  private final Runnable offered;

  PushRequests(
      DirectClient client,
      Outgoing outgoing,
      int port,
      boolean previews,
      OfferPin pin,
      Runnable offered) {
    this.client = client;
    this.outgoing = outgoing;
    this.port = port;
    this.previews = previews;
    this.pin = pin;
    this.offered = offered;
  }

  /**
   * {@code POST offers}; the entries leave while the tree is still looked at.
   *
   * @throws IOException what listing the tree throws; everything else as a TransferException
   */
  Reply offer() throws IOException {
    HttpUriRequestBase request =
        DirectClient.withPin(client.request("POST", "offers"), pin.known());
    Listing listing = new Listing();
    request.setEntity(new Streamed(Protocol.NDJSON, null, -1, listing::write));
    try (PreviewGiver giver = new PreviewGiver(client, outgoing)) {
      return replied(request, offered, previews ? giver::show : entries -> {});
    } catch (IOException e) {
      listing.rethrow();
      throw e;
    }
  }

  /** {@code GET transfers/{id}}. */
  Reply status() throws IOException {
    long begin = System.nanoTime();
    Reply reply = replied(client.request("GET", path("")), () -> {}, entries -> {});
    outgoing.roundTrips().add(System.nanoTime() - begin);
    return reply;
  }

  /** {@code POST transfers/{id}/seal}. */
  Reply seal() throws IOException {
    HttpUriRequestBase request = client.request("POST", path("/seal"));
    request.setEntity(new Streamed(Protocol.NDJSON, null, -1, this::writeSeal));
    return replied(request, () -> {}, entries -> {});
  }

  private String path(String part) {
    return "transfers/" + outgoing.id().text() + part;
  }

  private void writeSeal(OutputStream out) throws IOException {
    try (LineWriter lines = new LineWriter(out)) {
      SealWriter.write(
          lines, outgoing.hashes(), outgoing.layout().chunks(), SealWriter.End.of(outgoing));
      lines.flush();
    }
  }

  /** Its answer; {@code taken} is told once it was not refused at the door. */
  private Reply replied(HttpUriRequestBase request, Runnable taken, Consumer<List<Long>> shown)
      throws IOException {
    try (Answer answer = watched(request)) {
      taken.run();
      Reply reply = ReplyReader.read(new LineReader(answer.body()), entries(), shown);
      answer.finish();
      return reply;
    } catch (IOException e) {
      throw client.failures().later(e);
    }
  }

  /** Sends a request whose body the other end must not leave lying for too long. */
  private Answer watched(HttpUriRequestBase request) throws IOException {
    if (!(request.getEntity() instanceof Streamed body)) {
      return client.ok(request);
    }
    Alarm.Wait wait = new Alarm.Wait();
    request.setEntity(body.through(out -> new WatchedOutput(out, wait)));
    try (Alarm.Bell _ =
        client.wire().alarm().whenStuck(wait, client.wire().times().silence(), request::cancel)) {
      return client.ok(request);
    }
  }

  private long entries() {
    return outgoing.listed() ? outgoing.manifest().entries() : 0;
  }

  /** Writes the offer, and tells trouble with the tree from trouble with the connection. */
  private final class Listing {
    private boolean broken;
    private @Nullable IOException failure;

    void write(OutputStream out) throws IOException {
      try {
        writeOffer(out);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    private void writeOffer(OutputStream out) throws IOException {
      try (LineWriter lines = new LineWriter(out)) {
        lines.write(new OfferLine(client.alias(), outgoing.header(), port, previews)::write);
        lines.flush();
        EntryWriter entries = new EntryWriter(lines);
        outgoing.list(entry -> {
          try {
            entries.accept(entry);
          } catch (IOException e) {
            broken = true;
            throw e;
          }
        });
        broken = true;
        entries.end();
        lines.flush();
      }
    }

    void rethrow() throws IOException {
      if (failure != null && !broken) {
        throw failure;
      }
    }
  }
}
