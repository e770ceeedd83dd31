package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.identity.Fingerprint;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.Manifest;
import dev.ferry.payload.Chunk;
import dev.ferry.payload.Withdrawals;
import dev.ferry.payload.Withdrawn;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.SealEnd;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * {@code transfers/{id}}: how a transfer stands, its payload, its seal, its end. Only the peer that
 * made the offer gets to see that it exists.
 */
final class TransferEndpoint {
  private final DirectServices services;
  private final DirectLimits limits;
  private final StreamCap streams;

  TransferEndpoint(DirectServices services, DirectLimits limits, StreamCap streams) {
    this.services = services;
    this.limits = limits;
    this.streams = streams;
  }

  /** {@code GET transfers/{id}}. */
  void get(Exchange exchange, Fingerprint sender, String id) throws IOException {
    Reply reply = status(sender, id);
    send(exchange, out -> reply);
  }

  private Reply status(Fingerprint sender, String id) throws IOException {
    Optional<Incoming> incoming = open(sender, id);
    return incoming.isPresent()
        ? Replies.of(incoming.get())
        : new Reply.Complete(receipt(sender, id).orElseThrow(TransferEndpoint::notFound));
  }

  /** {@code PUT transfers/{id}/payload}. */
  void put(Exchange exchange, Fingerprint sender, String id) throws IOException {
    take(exchange, sender, id);
    exchange.sendEmpty(204);
  }

  /** Takes the range that a request brings, and leaves the answer to the caller. */
  void take(Exchange exchange, Fingerprint sender, String id) throws IOException {
    Incoming incoming = find(sender, id);
    ByteRange range = ByteRange.ofContentRange(exchange.header("Content-Range"), incoming.length());
    if (exchange.bodyLength() != range.length()) {
      throw new Refusal(
          Problem.BAD_REQUEST, 411, "Content-Length is missing or not that of Content-Range");
    }
    checkBegin(range.from(), incoming);
    try (StreamCap.Stream _ = streams.open(sender.hex());
        InputStream body = exchange.body(range.length())) {
      receive(exchange, incoming, range, body);
    }
  }

  /** A sender must not tear a chunk into millions of pieces: each is remembered here. */
  private static void checkBegin(long from, Incoming incoming) throws Refusal {
    boolean inside = from != Chunk.start(Chunk.of(from));
    if (inside && incoming.missing().containsAll(from - 1, from)) {
      throw new Refusal(
          Problem.BUSY,
          409,
          "a range begins at a border between chunks, or where what is missing begins");
    }
  }

  private static void receive(
      Exchange exchange, Incoming incoming, ByteRange range, InputStream body) throws IOException {
    try {
      incoming.receive(range.from(), range.to(), body, exchange.hangUp());
    } catch (TransferException e) {
      throw e.problem() == Problem.BAD_REQUEST
          ? new Refusal(Problem.BUSY, 409, String.valueOf(e.getMessage()))
          : e;
    }
  }

  /** {@code POST transfers/{id}/seal}. */
  void seal(Exchange exchange, Fingerprint sender, String id) throws IOException {
    Optional<Incoming> open = open(sender, id);
    if (open.isEmpty()) {
      Receipt receipt = receipt(sender, id).orElseThrow(TransferEndpoint::notFound);
      exchange.drain(limits.sealBytes(), limits.drain().toNanos());
      send(exchange, out -> new Reply.Complete(receipt));
      return;
    }
    Incoming incoming = open.get();
    try (InputStream body = exchange.body(limits.sealBytes())) {
      send(
          exchange,
          out -> {
            Reply reply = seal(incoming, new SealReader(new LineReader(body)), out);
            exchange.drain(limits.sealBytes(), limits.drain().toNanos());
            return reply;
          });
    }
  }

  /** Something that finds a reply, and may say meanwhile that it takes longer. */
  @FunctionalInterface
  private interface Step {
    Reply run(LineWriter out) throws IOException;
  }

  private static void send(Exchange exchange, Step step) throws IOException {
    try (LineWriter out = new LineWriter(exchange.begin(200, Protocol.NDJSON))) {
      ReplyWriter.write(out, step.run(out));
      out.flush();
    }
    exchange.end();
  }

  private Reply seal(Incoming incoming, SealReader seal, LineWriter out) throws IOException {
    try {
      return new Vigil(out, limits.waiting())
          .keep(() -> Replies.of(incoming.seal(seal, () -> end(seal, incoming)), incoming), false);
    } catch (TransferException e) {
      return new Reply.Refused(ProblemJson.of(e));
    } catch (MalformedException | EOFException e) {
      // The answer may have begun, with signs of life: no status can say it any more.
      return new Reply.Refused(ProblemJson.of(Problem.BAD_REQUEST, String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The end that a sender says which has no hashes: whatever is here is published. */
  void finish(Exchange exchange, Fingerprint sender, String id) throws IOException {
    Optional<Incoming> open = open(sender, id);
    if (open.isEmpty()) {
      Receipt receipt = receipt(sender, id).orElseThrow(TransferEndpoint::notFound);
      send(exchange, out -> new Reply.Complete(receipt));
    } else {
      send(exchange, out -> finish(open.get(), out));
    }
  }

  private Reply finish(Incoming incoming, LineWriter out) throws IOException {
    if (!incoming.missing().isEmpty()) {
      return Replies.of(incoming);
    }
    try {
      Outcome outcome =
          new Vigil(out, limits.waiting())
              .keep(() -> incoming.settle(Problem.INCOMPLETE, "nothing of it came", null), false);
      return Replies.of(outcome);
    } catch (TransferException e) {
      return new Reply.Refused(ProblemJson.of(e));
    }
  }

  private static SealEnd end(SealReader seal, Incoming incoming) {
    try {
      Manifest manifest = incoming.manifest();
      List<Withdrawn> withdrawn = named(seal.withdrawn(manifest.entries()), manifest);
      return new SealEnd(withdrawn, seal.report());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sender names files by index; what they are called is ours to know, of the first ones. */
  private static List<Withdrawn> named(List<Withdrawn> files, Manifest manifest)
      throws IOException {
    Withdrawals named = new Withdrawals(file -> {});
    try (Manifest.Cursor cursor = manifest.walk()) {
      int count = 0;
      for (Withdrawn file : files) {
        String path = count++ < Withdrawals.NAMED ? path(cursor, file.index()) : "";
        named.add(new Withdrawn(file.index(), path, file.reason()));
      }
    }
    return named.list();
  }

  private static String path(Manifest.Cursor cursor, long index) throws IOException {
    Entry entry = cursor.next();
    while (entry != null && cursor.index() < index) {
      entry = cursor.next();
    }
    return entry == null ? "" : entry.path().toString();
  }

  /** {@code DELETE transfers/{id}}. */
  void delete(Exchange exchange, Fingerprint sender, String id) throws IOException {
    find(sender, id).cancel("by the sender");
    exchange.sendEmpty(204);
  }

  private Incoming find(Fingerprint sender, String id) throws IOException {
    return open(sender, id).orElseThrow(TransferEndpoint::notFound);
  }

  /** Asked before {@link #receipt}: a transfer that ends in between has its receipt by then. */
  private Optional<Incoming> open(Fingerprint sender, String id) throws IOException {
    Receiver receiver = services.receiver();
    if (receiver == null) {
      throw new TransferException(
          Problem.UNREACHABLE, "this peer receives nothing at the moment; it may later");
    }
    if (!TransferId.isValid(id)) {
      throw notFound();
    }
    return receiver.find(new TransferId(id), sender);
  }

  private Optional<Receipt> receipt(Fingerprint sender, String id) throws IOException {
    Receiver receiver = services.receiver();
    return receiver == null || !TransferId.isValid(id)
        ? Optional.empty()
        : receiver.receipt(new TransferId(id), sender);
  }

  private static TransferException notFound() {
    return new TransferException(Problem.NOT_FOUND, "there is no such transfer of yours here");
  }
}
