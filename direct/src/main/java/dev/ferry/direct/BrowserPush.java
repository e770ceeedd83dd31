package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.identity.Fingerprint;
import dev.ferry.transfer.RemotePeer;
import java.io.IOException;

/**
 * The receiving half of docs/protocol.md for browsers: offers, status, payload and cancelling are
 * the same. A browser shows no certificate, so who it is, is for the caller to say; and it states
 * no hashes, so that {@link #finish} stands in place of the seal. Thread-safe; blocks as the
 * engine's receiving side does, an offer until it is decided.
 */
public final class BrowserPush {
  private final OfferEndpoint offers;
  private final TransferEndpoint transfers;

  /** Takes what browsers send into what receives in {@code services} at the moment. */
  public BrowserPush(DirectServices services) {
    DirectLimits limits = DirectLimits.STANDARD;
    this.offers = new OfferEndpoint(services, limits, new PreviewDesk());
    this.transfers = new TransferEndpoint(services, limits, new StreamCap(limits.streamsPerPeer()));
  }

  /**
   * {@code POST offers}: the answer ends when somebody has decided.
   *
   * @param from who offers, whatever the offer says about that
   */
  public void offer(Exchange exchange, RemotePeer from) throws IOException {
    offers.post(exchange, from);
  }

  /** {@code GET transfers/{id}}. */
  public void status(Exchange exchange, Fingerprint sender, String id) throws IOException {
    transfers.get(exchange, sender, id);
  }

  /** {@code PUT transfers/{id}/payload}. */
  public void payload(Exchange exchange, Fingerprint sender, String id) throws IOException {
    transfers.put(exchange, sender, id);
  }

  /** As {@link #payload}, where the answer is left to the caller. */
  public void take(Exchange exchange, Fingerprint sender, String id) throws IOException {
    transfers.take(exchange, sender, id);
  }

  /**
   * Publishes what is here, if nothing is missing, and answers like a seal; else says what is
   * missing.
   */
  public void finish(Exchange exchange, Fingerprint sender, String id) throws IOException {
    transfers.finish(exchange, sender, id);
  }

  /** {@code DELETE transfers/{id}}. */
  public void cancel(Exchange exchange, Fingerprint sender, String id) throws IOException {
    transfers.delete(exchange, sender, id);
  }
}
