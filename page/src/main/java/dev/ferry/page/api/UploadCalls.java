package dev.ferry.page.api;

import dev.ferry.direct.Refusal;
import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.RelativePath;
import dev.ferry.page.upload.Outbox;
import dev.ferry.page.upload.UploadedFile;
import dev.ferry.payload.RangeSet;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PinSource;
import dev.ferry.peer.SendOptions;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the owner's browser holds, and sends it. What was uploaded is removed once no transfer
 * of this home needs it, however that ended. Thread-safe; blocks on disk.
 */
final class UploadCalls implements AutoCloseable {
  private static final String TOO_MANY =
      "these are too many files for one upload: send them in several parts, as one archive, or"
          + " choose their folder on the disk of this machine";
  private static final Logger log = LoggerFactory.getLogger(UploadCalls.class);
  private static final long NANOS = 1_000_000_000L;
  private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2260-01-01T00:00:00Z");

  private final Peer peer;
  private final TransferCalls transfers;

  /** What is being handed to a transfer. */
  private final Set<TransferId> sending = ConcurrentHashMap.newKeySet();

  /** What was handed to a transfer that began. */
  private final Set<TransferId> given = ConcurrentHashMap.newKeySet();

  private final Peer.Watch watch;
  private @Nullable Outbox outbox;

  UploadCalls(RunningPeer running, TransferCalls transfers) {
    this.peer = running.peer();
    this.transfers = transfers;
    given.addAll(clear(peer));
    this.watch = peer.watch(this::on);
  }

  /** Removes what nobody comes back to; what can be gone on with stays, and is told. */
  private static Set<TransferId> clear(Peer peer) {
    try {
      return Outbox.clear(peer.self().home(), peer.keptSources());
    } catch (IOException | UncheckedIOException e) {
      log.warn("what was uploaded before cannot be removed: {}", e.toString());
      return Set.of();
    }
  }

  private void on(TransferEvent event) {
    if (event instanceof TransferEvent.Ended) {
      tidy();
    }
  }

  /** Removes what was handed to transfers that are over: what can be gone on with is not. */
  void tidy() {
    if (given.isEmpty()) {
      return;
    }
    try {
      // In this order: what is handed over meanwhile is not among those that are kept yet.
      List<TransferId> candidates = List.copyOf(given);
      List<Path> needed = peer.keptSources();
      for (TransferId id : candidates) {
        if (!Outbox.isNeeded(id, needed) && given.remove(id)) {
          outbox().drop(id);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      log.warn("what was uploaded and sent cannot be removed: {}", e.toString());
    }
  }

  private synchronized Outbox outbox() throws IOException {
    Outbox open = outbox;
    if (open == null) {
      open = Outbox.in(peer.self().home());
      outbox = open;
    }
    return open;
  }

  void begin(ApiCall call) throws IOException {
    List<UploadedFile> files = new ArrayList<>();
    for (Fields file : call.longBody(TOO_MANY).objects("files")) {
      files.add(file(file));
    }
    TransferId id = outbox().begin(files);
    call.created(
        JsonLine.object()
            .put("upload", id.text())
            .put("length", outbox().length(id))
            .putPairs("missing", pairs(outbox().missing(id))));
  }

  private static UploadedFile file(Fields file) throws MalformedException {
    try {
      Instant modified = Instant.parse(file.text("modified"));
      Instant within = modified.isBefore(EARLIEST) ? EARLIEST : modified;
      Instant time = within.isAfter(LATEST) ? LATEST : within;
      return new UploadedFile(
          RelativePath.parse(file.text("path")),
          file.count("size"),
          time.getEpochSecond() * NANOS + time.getNano());
    } catch (BadPathException | DateTimeException e) {
      throw new MalformedException("a file cannot be uploaded so: " + e.getMessage(), e);
    }
  }

  void payload(ApiCall call) throws IOException {
    TransferId id = id(call);
    try {
      outbox().take(call.exchange(), id);
    } catch (Refusal e) {
      throw new ProblemException(e.problem(), e.status(), String.valueOf(e.getMessage()));
    }
    call.ok(missing(id));
  }

  void missing(ApiCall call) throws IOException {
    call.ok(missing(id(call)));
  }

  private JsonLine missing(TransferId id) throws IOException {
    return JsonLine.object().putPairs("missing", pairs(outbox().missing(id)));
  }

  private static List<List<Long>> pairs(RangeSet missing) {
    return missing.ranges().stream().map(range -> List.of(range.from(), range.to())).toList();
  }

  /** Sends it. Can be asked again if nothing was begun, with a PIN for example. */
  void done(ApiCall call) throws IOException {
    TransferId id = id(call);
    Fields asked = call.body();
    if (!asked.text("kind").equals("send") || asked.has("paths")) {
      throw new ProblemException(Problem.USAGE, "what was uploaded can be sent, without paths");
    }
    call.exchange().takesLong();
    if (!sending.add(id)) {
      throw sentAlready();
    }
    try {
      if (given.contains(id)) {
        throw sentAlready();
      }
      SendOptions send =
          TransferRequest.send(
              asked, transfers.address(asked, "to"), PinSource.none(), outbox().finish(id));
      transfers.send(call, send, asked.optionalText("pin"));
      given.add(id);
    } finally {
      sending.remove(id);
    }
    // It may have ended before this was noted.
    tidy();
  }

  private static ProblemException sentAlready() {
    return new ProblemException(
        Problem.CLASH, "this upload is being sent already; see its transfer");
  }

  void end(ApiCall call) throws IOException {
    TransferId id = id(call);
    if (sending.contains(id) || given.contains(id)) {
      throw sentAlready();
    }
    outbox().drop(id);
    call.nothing();
  }

  private static TransferId id(ApiCall call) throws ProblemException {
    String text = call.part("upload");
    if (!TransferId.isValid(text)) {
      throw new ProblemException(Problem.NOT_FOUND, "there is no such upload");
    }
    return new TransferId(text);
  }

  @Override
  public synchronized void close() {
    watch.close();
    if (outbox != null) {
      try {
        outbox.close();
      } catch (IOException e) {
        log.warn("uploads could not be put away in order: {}", e.toString());
      }
    }
    clear(peer);
  }
}
