package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import dev.ferry.http.TooLongException;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.BrokenConnectionException;
import dev.ferry.transfer.TransferException;
import java.io.EOFException;
import java.io.IOException;
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
  private static final String FAMILY = "/api/localsend/";

  private final LocalSendLimits limits;
  private final Bodies bodies;
  private final RegisterEndpoint register;

  /** Serves {@code services} within the usual limits. */
  public LocalSendHandler(LocalSendServices services) {
    this(services, LocalSendLimits.STANDARD);
  }

  /** Serves {@code services} within {@code limits}. */
  public LocalSendHandler(LocalSendServices services, LocalSendLimits limits) {
    this.limits = limits;
    this.bodies = new Bodies(limits);
    this.register = new RegisterEndpoint(services, bodies);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    String path = exchange.rawPath();
    if (!path.startsWith(FAMILY)) {
      return false;
    }
    try {
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
      exchange.breakOff(e);
    } catch (IOException e) {
      log.debug("a request ended early", e);
      exchange.breakOff(e);
    } catch (RuntimeException e) {
      log.error("a request failed", e);
      refuse(exchange, new Refusal(500, "this side has a defect; see its log", e));
    }
    return true;
  }

  private void refuse(Exchange exchange, Refusal refusal) {
    if (!exchange.isOpen()) {
      exchange.breakOff(refusal);
      return;
    }
    exchange.drain(LocalSendLimits.DRAIN_BYTES, limits.drain().toNanos());
    ErrorMessage message = new ErrorMessage(String.valueOf(refusal.getMessage()));
    exchange.send(refusal.status(), JSON, JsonBody.of(message::write));
  }

  private void route(Exchange exchange, String path) throws IOException {
    switch (path.substring(FAMILY.length())) {
      case "v2/info", "v1/info" -> {
        allow(exchange, "GET");
        register.info(exchange);
      }
      case "v2/register" -> {
        allow(exchange, "POST");
        register.register(exchange);
      }
      default -> throw new Refusal(404, "nothing is at this path");
    }
  }

  private static void allow(Exchange exchange, String method) throws Refusal {
    if (!method.equals(exchange.method())) {
      exchange.setHeader(HttpHeader.ALLOW, method);
      throw new Refusal(405, "here only " + method + " is known");
    }
  }

  @Override
  protected void doStop() throws Exception {
    bodies.close();
    super.doStop();
  }
}
