package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Exchange;
import dev.ferry.http.TooLongException;
import dev.ferry.json.MalformedException;
import dev.ferry.page.guard.Ask;
import dev.ferry.page.guard.Gate;
import dev.ferry.page.guard.Guard;
import dev.ferry.page.guard.SecurityHeaders;
import dev.ferry.page.guard.Verdict;
import dev.ferry.store.StoreException;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One door's way into the API: looks who asks, finds the route, and turns what goes wrong into a
 * problem. Blocks the thread of each request, so it wants a pool of virtual ones. Thread-safe.
 */
final class ApiHandler extends Handler.Abstract {
  private static final Logger log = LoggerFactory.getLogger(ApiHandler.class);

  /** A refused body up to this size is read, so that the refusal arrives. */
  private static final long DRAIN_BYTES = 64L << 20;

  private static final long DRAIN_NANOS = 2_000_000_000L;

  private static final Pattern KEY_IN_QUERY = Pattern.compile("(?<![^&])key=([\\w-]+)(?![^&])");

  private final Api api;
  private final Gate gate;

  ApiHandler(Api api, Gate gate) {
    this.api = api;
    this.gate = gate;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Exchange exchange = new Exchange(request, response, callback);
    try {
      SecurityHeaders.ofData(exchange);
      answer(exchange, askOf(request));
    } catch (ProblemException e) {
      refuse(exchange, e.body(), e);
    } catch (TransferException e) {
      refuse(exchange, ProblemBody.of(e), e);
    } catch (TooLongException e) {
      refuse(exchange, problem(413, e), e);
    } catch (MalformedException | EOFException e) {
      refuse(exchange, problem(400, e), e);
    } catch (StoreException | FileSystemException e) {
      refuse(exchange, ProblemBody.of(Problem.FAILED, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      log.debug("a call ended early", e);
      exchange.breakOff(e);
    } catch (RuntimeException e) {
      log.error("a call failed", e);
      refuse(exchange, ProblemBody.of(Problem.FAILED, "this side has a defect; see its log"), e);
    }
    return true;
  }

  private static ProblemBody problem(int status, IOException cause) {
    return new ProblemException(Problem.BAD_REQUEST, status, String.valueOf(cause.getMessage()))
        .body();
  }

  private void answer(Exchange exchange, Ask ask) throws IOException {
    pass(gate.admit(ask));
    for (Route route : Route.values()) {
      Optional<Map<String, String>> parts = route.parts(exchange.rawPath());
      if (parts.isPresent() && route.method().equals(exchange.method())) {
        pass(gate.check(ask, route.access()));
        api.endpoint(route).answer(new ApiCall(exchange, parts.get()));
        return;
      }
    }
    throw unknown(exchange);
  }

  private static void pass(Verdict verdict) throws ProblemException {
    switch (verdict) {
      case Verdict.Granted _ -> {}
      case Verdict.Refused refused ->
          throw new ProblemException(refused.problem(), refused.status(), refused.message());
    }
  }

  private static ProblemException unknown(Exchange exchange) throws MalformedException {
    String methods = methodsAt(exchange.rawPath());
    if (methods.isEmpty()) {
      return new ProblemException(Problem.NOT_FOUND, "nothing is at this path");
    }
    exchange.setHeader(HttpHeader.ALLOW, methods);
    return new ProblemException(Problem.BAD_REQUEST, 405, "here only " + methods + " is known");
  }

  private static String methodsAt(String path) throws MalformedException {
    StringBuilder methods = new StringBuilder();
    for (Route route : Route.values()) {
      if (route.parts(path).isPresent()) {
        methods.append(methods.isEmpty() ? "" : ", ").append(route.method());
      }
    }
    return methods.toString();
  }

  private static Ask askOf(Request request) {
    HttpFields headers = request.getHeaders();
    return new Ask(
        headers.getValuesList("Host"),
        headers.getValuesList("Origin"),
        headers.getValuesList("Sec-Fetch-Site"),
        headers.getValuesList("Sec-Fetch-Dest"),
        headers.getValuesList("Cookie"),
        headers.getValuesList("Authorization"),
        headers.getValuesList("Ferry"),
        headers.getValuesList("Content-Type"),
        keysOf(request));
  }

  /** Events and pictures, which a browser asks for without headers, have it in their address. */
  private static List<String> keysOf(Request request) {
    List<String> sent = request.getHeaders().getValuesList(Guard.KEY);
    String query = request.getHttpURI().getQuery();
    return sent.isEmpty() && query != null && request.getMethod().equals("GET")
        ? KEY_IN_QUERY.matcher(query).results().map(found -> found.group(1)).toList()
        : sent;
  }

  private static void refuse(Exchange exchange, ProblemBody problem, Exception cause) {
    if (!exchange.isOpen()) {
      exchange.breakOff(cause);
      return;
    }
    SecurityHeaders.ofData(exchange);
    exchange.drain(DRAIN_BYTES, DRAIN_NANOS);
    exchange.send(problem.status(), ProblemBody.TYPE, problem.json().toString().getBytes(UTF_8));
  }
}
