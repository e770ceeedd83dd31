package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import dev.ferry.http.TooLongException;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.BrokenConnectionException;
import dev.ferry.transfer.TransferException;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server half of LocalSend's protocol: everything below {@code /api/localsend/}, and the plain
 * page at {@code /}. Other paths are left to the next handler. Blocks the thread of each request,
 * so it wants a pool of virtual ones; a request's certificate is read from the connection.
 * Thread-safe.
 */
public final class LocalSendHandler extends Handler.Abstract {
  static final String JSON = "application/json";

  private static final Logger log = LoggerFactory.getLogger(LocalSendHandler.class);

  private final LocalSendLimits limits;
  private final Bodies bodies;
  private final ReceiveSessions sessions;
  private final RegisterEndpoint register;
  private final PrepareEndpoint prepare;
  private final UploadEndpoint upload;
  private final CancelEndpoint cancel;
  private final DownloadEndpoint download;
  private final SharePage page;

  /** Serves {@code services} within the usual limits. */
  public LocalSendHandler(LocalSendServices services) {
    this(services, LocalSendLimits.STANDARD);
  }

  /** Serves {@code services} within {@code limits}. */
  LocalSendHandler(LocalSendServices services, LocalSendLimits limits) {
    this.limits = limits;
    this.bodies = new Bodies(limits);
    this.sessions = new ReceiveSessions(services, limits);
    this.register = new RegisterEndpoint(services, bodies);
    this.prepare = new PrepareEndpoint(services, bodies, sessions);
    this.upload = new UploadEndpoint(limits, sessions);
    this.cancel = new CancelEndpoint(services, sessions);
    DownloadSessions downloads = new DownloadSessions(services);
    this.download = new DownloadEndpoint(services, downloads);
    this.page = new SharePage(services, bodies, downloads);
  }

  /**
   * Ends what is being received: what is whole is published, and the senders are told. To be called
   * before the receiver is closed, and when no more offers are asked about. Blocks for a few
   * seconds at most, apart from the disk.
   *
   * @param reason why, for a person
   */
  public void endSessions(String reason) {
    sessions.endAll(reason);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    String path = exchange.rawPath();
    if (!path.startsWith(Paths.FAMILY) && !path.equals("/")) {
      return false;
    }
    try {
      OwnHost.check(exchange);
      route(exchange, path);
    } catch (Refusal e) {
      refuse(exchange, e);
    } catch (TransferException e) {
      refuse(exchange, Refusal.of(e));
    } catch (TooLongException e) {
      refuse(exchange, new Refusal(413, String.valueOf(e.getMessage()), e));
    } catch (MalformedException | EOFException e) {
      refuse(exchange, new Refusal(400, String.valueOf(e.getMessage()), e));
    } catch (BrokenConnectionException e) {
      hangUp(exchange);
      exchange.breakOff(e);
    } catch (IOException e) {
      log.debug("a request ended early", e);
      exchange.breakOff(e);
    } catch (RuntimeException e) {
      refuse(exchange, refusalOf(e));
    }
    return true;
  }

  /** The server's own word for a request that makes no sense is no defect. */
  private static Refusal refusalOf(RuntimeException failure) {
    if (failure instanceof HttpException malformed && malformed.getCode() < 500) {
      return new Refusal(malformed.getCode(), "the request is malformed", failure);
    }
    log.error("a request failed", failure);
    return new Refusal(500, "this side has a defect; see its log", failure);
  }

  private void refuse(Exchange exchange, Refusal refusal) {
    if (!exchange.isOpen()) {
      exchange.breakOff(refusal);
      return;
    }
    ErrorMessage message = new ErrorMessage(String.valueOf(refusal.getMessage()));
    byte[] body = JsonBody.of(message::write);
    if (exchange.holdsBodyBack()) {
      exchange.send(refusal.status(), JSON, body);
    } else {
      answerEarly(exchange, refusal.status(), body);
    }
  }

  /**
   * Answers while the body still comes: it is read on for a while, as closing with bytes unread
   * would take the answer back.
   */
  private void answerEarly(Exchange exchange, int status, byte[] body) {
    try (OutputStream out = exchange.begin(status, JSON, body.length)) {
      out.write(body);
      out.flush();
      exchange.drain(LocalSendLimits.DRAIN_BYTES, limits.drain().toNanos());
    } catch (IOException e) {
      exchange.breakOff(e);
      return;
    }
    exchange.end();
  }

  /** Before the server says more than that the connection is broken. */
  private static void hangUp(Exchange exchange) {
    try {
      exchange.hangUp().close();
    } catch (IOException e) {
      log.debug("a connection that was broken already", e);
    }
  }

  private void route(Exchange exchange, String path) throws IOException {
    if (path.equals("/")) {
      toPage(exchange);
      return;
    }
    switch (path.substring(Paths.FAMILY.length())) {
      case "v2/info", "v1/info" -> {
        allow(exchange, "GET");
        register.info(exchange);
      }
      case "v2/register" -> {
        allow(exchange, "POST");
        register.register(exchange);
      }
      case "v2/prepare-upload" -> {
        allow(exchange, "POST");
        prepare.post(exchange);
      }
      case "v2/upload" -> {
        allow(exchange, "POST");
        upload.post(exchange);
      }
      case "v2/cancel" -> {
        allow(exchange, "POST");
        cancel.post(exchange);
      }
      case "v2/prepare-download" -> {
        allow(exchange, "POST");
        download.prepare(exchange);
      }
      case "v2/download" -> {
        allow(exchange, "GET", "HEAD");
        download.download(exchange);
      }
      default -> throw new Refusal(404, "nothing is at this path");
    }
  }

  private void toPage(Exchange exchange) throws IOException {
    allow(exchange, "GET", "HEAD", "POST");
    if (exchange.method().equals("POST")) {
      page.post(exchange);
    } else {
      page.get(exchange);
    }
  }

  private static void allow(Exchange exchange, String... methods) throws Refusal {
    for (String method : methods) {
      if (method.equals(exchange.method())) {
        return;
      }
    }
    exchange.setHeader(HttpHeader.ALLOW, String.join(", ", methods));
    throw new Refusal(405, "here only " + String.join(" and ", methods) + " is known");
  }

  @Override
  protected void doStop() throws Exception {
    bodies.close();
    super.doStop();
  }
}
