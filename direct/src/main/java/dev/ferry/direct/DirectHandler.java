package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The server half of docs/protocol.md: everything below {@code /ferry/}. Other paths are left to
 * the next handler. Blocks the thread of each request, so it wants a pool of virtual ones; a
 * request's certificate is read from the connection. Thread-safe.
 */
public final class DirectHandler extends Handler.Abstract {
  private static final String FAMILY = "/ferry/";

  private final DirectServices services;
  private final ProblemAnswers answers;
  private final OfferEndpoint offers;
  private final PreviewEndpoint previews;
  private final TransferEndpoint transfers;
  private final ShareEndpoint shares;
  private final FileEndpoint files;
  private final ProbeEndpoint probes;

  /** Serves {@code services} within the usual limits. */
  public DirectHandler(DirectServices services) {
    this(services, DirectLimits.STANDARD);
  }

  /** Serves {@code services} within {@code limits}. */
  DirectHandler(DirectServices services, DirectLimits limits) {
    StreamCap streams = new StreamCap(limits.streamsPerPeer());
    this.services = services;
    this.answers = new ProblemAnswers(limits.drain());
    PreviewDesk desk = new PreviewDesk();
    this.offers = new OfferEndpoint(services, limits, desk);
    this.previews = new PreviewEndpoint(desk, limits);
    this.transfers = new TransferEndpoint(services, limits, streams);
    this.shares = new ShareEndpoint(services, limits, streams);
    this.files = new FileEndpoint(shares, streams);
    this.probes = new ProbeEndpoint(limits.probe());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    String path = exchange.rawPath();
    if (!path.startsWith(FAMILY)) {
      return false;
    }
    answers.run(exchange, () -> route(exchange, path));
    return true;
  }

  private void route(Exchange exchange, String path) throws IOException {
    if (!path.startsWith(Protocol.ROOT)) {
      throw new Refusal(
          Problem.NOT_FERRY, 404, "this Ferry speaks version " + Protocol.VERSION + " only");
    }
    String[] segments = path.substring(Protocol.ROOT.length()).split("/", 4);
    switch (segments[0]) {
      case "info" -> toInfo(exchange, segments);
      case "offers" -> toOffers(exchange, segments);
      case "transfers" -> toTransfers(exchange, segments);
      case "shares" -> toShares(exchange, segments);
      case "probe" -> toProbe(exchange, segments);
      default -> throw unknown();
    }
  }

  private void toInfo(Exchange exchange, String[] segments) throws IOException {
    require(segments.length == 1);
    allow(exchange, "GET");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (LineWriter out = new LineWriter(body)) {
      out.write(new InfoJson(services.alias())::write);
      out.flush();
    }
    exchange.send(200, Protocol.JSON, body.toByteArray());
  }

  private void toProbe(Exchange exchange, String[] segments) throws IOException {
    require(segments.length == 1);
    allow(exchange, "GET", "POST");
    if (exchange.method().equals("GET")) {
      probes.get(exchange);
    } else {
      probes.post(exchange);
    }
  }

  private void toOffers(Exchange exchange, String[] segments) throws IOException {
    require(segments.length == 1 || (segments.length == 4 && segments[2].equals("previews")));
    allow(exchange, "POST");
    if (segments.length == 1) {
      offers.post(exchange);
    } else {
      previews.post(exchange, segments[1], segments[3]);
    }
  }

  private void toTransfers(Exchange exchange, String[] segments) throws IOException {
    require(segments.length == 2 || segments.length == 3);
    String id = segments[1];
    switch (segments.length == 2 ? "" : segments[2]) {
      case "" -> {
        require(segments.length == 2);
        allow(exchange, "GET", "DELETE");
        if (exchange.method().equals("GET")) {
          transfers.get(exchange, exchange.requireFingerprint(), id);
        } else {
          transfers.delete(exchange, exchange.requireFingerprint(), id);
        }
      }
      case "payload" -> {
        allow(exchange, "PUT");
        transfers.put(exchange, exchange.requireFingerprint(), id);
      }
      case "seal" -> {
        allow(exchange, "POST");
        transfers.seal(exchange, exchange.requireFingerprint(), id);
      }
      default -> throw unknown();
    }
  }

  private void toShares(Exchange exchange, String[] segments) throws IOException {
    if (segments.length == 1) {
      allow(exchange, "GET");
      shares.list(exchange);
      return;
    }
    String id = segments[1];
    require(Protocol.isShareId(id));
    if (segments.length == 4) {
      require(segments[2].equals("files"));
      allow(exchange, "GET", "HEAD");
      files.get(exchange, id, segments[3]);
      return;
    }
    toShare(exchange, id, segments.length == 2 ? "" : segments[2]);
  }

  private void toShare(Exchange exchange, String id, String part) throws IOException {
    switch (part) {
      case "" -> {
        allow(exchange, "GET");
        shares.manifest(exchange, id);
      }
      case "selections" -> {
        allow(exchange, "POST");
        shares.select(exchange, id);
      }
      case "payload" -> {
        allow(exchange, "GET");
        shares.payload(exchange, id);
      }
      case "hashes" -> {
        allow(exchange, "GET");
        shares.hashes(exchange, id);
      }
      default -> throw unknown();
    }
  }

  private static void require(boolean known) throws TransferException {
    if (!known) {
      throw unknown();
    }
  }

  private static TransferException unknown() {
    return new TransferException(Problem.NOT_FOUND, "nothing is at this path");
  }

  private static void allow(Exchange exchange, String... methods) throws Refusal {
    for (String method : methods) {
      if (method.equals(exchange.method())) {
        return;
      }
    }
    exchange.setHeader(HttpHeader.ALLOW, String.join(", ", methods));
    throw new Refusal(
        Problem.BAD_REQUEST, 405, "here only " + String.join(" and ", methods) + " is known");
  }
}
