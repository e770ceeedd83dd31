package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PinGate;
import dev.ferry.manifest.Entry;
import dev.ferry.transfer.Decision;
import dev.ferry.transfer.PendingOffer;
import dev.ferry.transfer.PinCheck;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receiver;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;

/** {@code POST offers}: takes a manifest, has it decided, and says what is wanted of it. */
final class OfferEndpoint {
  private final DirectServices services;
  private final DirectLimits limits;
  private final PreviewDesk previews;

  /** Offers whose previews come to {@code previews}. */
  OfferEndpoint(DirectServices services, DirectLimits limits, PreviewDesk previews) {
    this.services = services;
    this.limits = limits;
    this.previews = previews;
  }

  void post(Exchange exchange) throws IOException {
    Fingerprint fingerprint = exchange.requireFingerprint();
    Receiver receiver = receiver();
    checkPin(exchange, fingerprint);
    RemotePeer caller = peer("", fingerprint, exchange.host(), exchange);
    take(
        exchange,
        receiver,
        caller,
        offer -> peer(offer.alias(), fingerprint, address(exchange, offer), exchange));
  }

  /** Of somebody who is told by other means than a certificate, whatever the offer says of him. */
  void post(Exchange exchange, RemotePeer from) throws IOException {
    take(exchange, receiver(), from, offer -> from);
  }

  private Receiver receiver() throws TransferException {
    Receiver receiver = services.receiver();
    if (receiver == null) {
      throw new TransferException(Problem.DECLINED, "this peer receives nothing at the moment");
    }
    return receiver;
  }

  /** Who makes an offer, by its first line. */
  @FunctionalInterface
  private interface Introduction {
    RemotePeer of(OfferLine offer) throws IOException;
  }

  private void take(
      Exchange exchange, Receiver receiver, RemotePeer caller, Introduction introduction)
      throws IOException {
    try (Receiver.Arrival arrival = receiver.expect(caller);
        InputStream body = Bodies.manifest(exchange, limits)) {
      LineReader lines = new LineReader(body);
      OfferLine offer = OfferLine.read(lines.require());
      try (PendingOffer pending = arrival.begin(offer.header(), introduction.of(offer))) {
        takeEntries(new EntryReader(lines), pending);
        answer(exchange, receiver, pending, offer.previews());
      }
    }
  }

  /** Before anything of the offer is read. */
  private void checkPin(Exchange exchange, Fingerprint fingerprint) throws TransferException {
    PinGate gate = services.offersPin();
    if (gate != null) {
      PinCheck.require(
          gate,
          fingerprint,
          exchange.inetAddress(),
          exchange.header(Protocol.PIN_HEADER),
          "this peer takes offers with its PIN only");
    }
  }

  /** Where the sender can be called back; the port that it calls from means nothing. */
  private static String address(Exchange exchange, OfferLine offer) {
    return offer.port() > 0 ? exchange.host() + ":" + offer.port() : exchange.host();
  }

  private RemotePeer peer(String alias, Fingerprint fingerprint, String address, Exchange exchange)
      throws IOException {
    return new RemotePeer(
        alias, fingerprint, address, services.standingOf(alias, fingerprint, exchange.host()));
  }

  private static void takeEntries(EntryReader entries, PendingOffer pending) throws IOException {
    for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
      pending.add(entry);
    }
  }

  /**
   * From here on the status is 200, which the sender hears at once: its offer is on the table. What
   * goes wrong is the last line of the answer.
   */
  private void answer(
      Exchange exchange, Receiver receiver, PendingOffer pending, boolean hasPreviews)
      throws IOException {
    try (LineWriter out = new LineWriter(exchange.begin(200, Protocol.NDJSON))) {
      out.flush();
      Vigil vigil = new Vigil(out, limits.waiting());
      try (AskedPreviews asked = previews.open(pending, hasPreviews, vigil::show)) {
        ReplyWriter.write(out, decide(vigil, () -> receiver.decide(pending, asked)));
      }
      out.flush();
    }
    exchange.end();
  }

  private static Reply decide(Vigil vigil, Callable<Decision> question) throws IOException {
    try {
      Decision decision = vigil.keep(question, true);
      return switch (decision) {
        case Decision.Accepted accepted -> Replies.of(accepted.incoming());
        case Decision.Declined declined -> new Reply.Declined(declined.reason());
        case Decision.Done done -> new Reply.Complete(done.receipt());
      };
    } catch (TransferException e) {
      return new Reply.Refused(ProblemJson.of(e));
    } catch (InterruptedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      // Not as a last line, which would end the offer for good: the asker may come back.
      throw new TransferException(
          Problem.INTERRUPTED, "the receiver stopped before it answered", e);
    }
  }
}
