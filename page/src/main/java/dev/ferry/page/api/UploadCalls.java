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
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what the owner's browser holds, and sends it. Thread-safe; blocks on disk. */
final class UploadCalls implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UploadCalls.class);
  private static final long NANOS = 1_000_000_000L;
  private static final Instant EARLIEST = Instant.parse("1700-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2260-01-01T00:00:00Z");

  private final Peer peer;
  private final TransferCalls transfers;
  private @Nullable Outbox outbox;

  UploadCalls(RunningPeer running, TransferCalls transfers) {
    this.peer = running.peer();
    this.transfers = transfers;
  }

  private synchronized Outbox outbox() throws IOException {
    Outbox open = outbox;
    if (open == null) {
      // Where nothing is kept to be gone on with, nothing that was uploaded is needed any more.
      open = Outbox.in(peer.self().home(), !peer.transfers().isEmpty());
      outbox = open;
    }
    return open;
  }

  void begin(ApiCall call) throws IOException {
    List<UploadedFile> files = new ArrayList<>();
    for (Fields file : call.body().objects("files")) {
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

  /**
   * Sends it; it is removed when it has arrived, or will never. Can be asked again if nothing was
   * begun, with a PIN for example.
   */
  void done(ApiCall call) throws IOException {
    TransferId id = id(call);
    Fields asked = call.body();
    if (!asked.text("kind").equals("send") || asked.has("paths")) {
      throw new ProblemException(Problem.USAGE, "what was uploaded can be sent, without paths");
    }
    call.exchange().takesLong();
    SendOptions send =
        TransferRequest.send(
            asked, transfers.address(asked.text("to")), PinSource.none(), outbox().finish(id));
    transfers.send(call, send, outcome -> ended(id, outcome), asked.optionalText("pin"));
  }

  /** What was interrupted may be gone on with, and is needed then. */
  private void ended(TransferId id, Outcome outcome) {
    try {
      if (!(outcome instanceof Outcome.Interrupted)) {
        outbox().drop(id);
      }
    } catch (IOException e) {
      log.warn("what was uploaded and sent cannot be removed: {}", e.toString());
    }
  }

  void end(ApiCall call) throws IOException {
    outbox().drop(id(call));
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
    if (outbox != null) {
      try {
        outbox.close();
      } catch (IOException e) {
        log.warn("uploads could not be put away in order: {}", e.toString());
      }
    }
  }
}
