package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.localsend.ReceiveSession.Upload;
import dev.ferry.transfer.BrokenConnectionException;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST upload}: takes one file of a session. */
final class UploadEndpoint {
  private static final Logger log = LoggerFactory.getLogger(UploadEndpoint.class);

  private final LocalSendLimits limits;
  private final ReceiveSessions sessions;
  private final StreamCap streams = new StreamCap(LocalSendLimits.STREAMS_PER_ADDRESS);

  UploadEndpoint(LocalSendLimits limits, ReceiveSessions sessions) {
    this.limits = limits;
    this.sessions = sessions;
  }

  void post(Exchange exchange) throws IOException {
    String sessionId = required(exchange, "sessionId");
    String fileId = required(exchange, "fileId");
    String token = required(exchange, "token");
    ReceiveSession session = sessions.find(sessionId, Asker.of(exchange));
    try (StreamCap.Stream _ = streams.open(Asker.of(exchange).network())) {
      FileSlot slot = session.enter(fileId, token);
      exchange.takesLong();
      take(exchange, session, slot);
    }
    exchange.sendEmpty(200);
  }

  private static String required(Exchange exchange, String name) throws Refusal {
    String value = exchange.parameter(name);
    if (value == null || value.isEmpty()) {
      throw new Refusal(400, "\"" + name + "\" is missing");
    }
    return value;
  }

  /** The file is settled with its session, if it is the last one, before its sender hears of it. */
  private void take(Exchange exchange, ReceiveSession session, FileSlot slot) throws IOException {
    Upload upload = Upload.BROKEN;
    try {
      upload = receive(exchange, session, slot);
    } catch (Refusal e) {
      upload = Upload.WRONG;
      throw e;
    } finally {
      if (upload == Upload.WRONG || upload == Upload.BROKEN) {
        forget(session, slot);
      }
      if (session.leave(slot, upload)) {
        sessions.settle(session, Problem.INCOMPLETE, "it did not come whole");
      }
    }
    session.checkInTime(slot);
  }

  private Upload receive(Exchange exchange, ReceiveSession session, FileSlot slot)
      throws IOException {
    Piece piece = Piece.of(exchange, slot.size());
    if (piece.from() == 0 && slot.arrived() > 0) {
      forget(session, slot);
    }
    if (piece.from() != slot.arrived()) {
      throw new Refusal(400, "the next byte of this file would be number " + slot.arrived());
    }
    try (InputStream in = exchange.body(Long.MAX_VALUE)) {
      UploadBody body = new UploadBody(in, piece, slot, limits.pace());
      if (slot.size() == 0) {
        body.checkEmpty();
      } else {
        receive(exchange, session.incoming(), slot, piece, body);
      }
    }
    slot.arrived(piece);
    return piece.isLast() ? Upload.RIGHT : Upload.PIECE;
  }

  private static void receive(
      Exchange exchange, Incoming incoming, FileSlot slot, Piece piece, UploadBody body)
      throws IOException {
    try {
      long start = slot.from();
      incoming.receive(start + piece.from(), start + piece.to(), body, exchange.hangUp());
    } catch (BrokenConnectionException e) {
      Refusal refusal = body.refusal();
      throw refusal == null ? e : refusal;
    }
  }

  /** So that the next try of the same file begins anew; a file has no borders within it. */
  private static void forget(ReceiveSession session, FileSlot slot) {
    slot.beginAnew();
    if (slot.size() == 0 || session.isClosed()) {
      return;
    }
    try {
      session.incoming().forget(slot.from(), slot.to());
    } catch (IOException e) {
      log.debug("what came of a broken upload is still there", e);
    }
  }
}
