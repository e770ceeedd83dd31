package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.http.TooLongException;
import dev.ferry.json.MalformedException;
import dev.ferry.transfer.BrokenConnectionException;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what answers a request, and answers for it with a problem if it throws; breaks the
 * connection off if the answer has begun by then. Thread-safe; blocks while a refused body is read
 * and dropped.
 */
public final class ProblemAnswers {
  private static final Logger log = LoggerFactory.getLogger(ProblemAnswers.class);

  /** A refused body up to this size is read to its end, so that the refusal arrives. */
  private static final long DRAIN_BYTES = 64L << 20;

  private final Duration drain;

  /** With the usual time for refused bodies. */
  public ProblemAnswers() {
    this(DirectLimits.DRAIN);
  }

  /** Reads a refused body for as long as {@code drain}. */
  ProblemAnswers(Duration drain) {
    this.drain = drain;
  }

  /** Answers a request. */
  @FunctionalInterface
  public interface Endpoint {
    /** Answers, or throws what is to be answered instead. */
    void answer() throws IOException;
  }

  /** Runs {@code endpoint}, which answers {@code exchange}. */
  public void run(Exchange exchange, Endpoint endpoint) {
    try {
      endpoint.answer();
    } catch (TransferException e) {
      refuse(exchange, ProblemJson.of(e), e);
    } catch (Refusal e) {
      refuse(exchange, e.toJson(), e);
    } catch (TooLongException e) {
      refuse(
          exchange, new ProblemJson(Problem.BAD_REQUEST, 413, String.valueOf(e.getMessage())), e);
    } catch (MalformedException | EOFException e) {
      refuse(exchange, ProblemJson.of(Problem.BAD_REQUEST, String.valueOf(e.getMessage())), e);
    } catch (BrokenConnectionException e) {
      exchange.breakOff(e);
    } catch (IOException e) {
      log.debug("a request ended early", e);
      exchange.breakOff(e);
    } catch (RuntimeException e) {
      log.error("a request failed", e);
      refuse(exchange, ProblemJson.of(Problem.FAILED, "this side has a defect; see its log"), e);
    }
  }

  private void refuse(Exchange exchange, ProblemJson problem, Exception cause) {
    if (!exchange.isOpen()) {
      exchange.breakOff(cause);
      return;
    }
    if (!exchange.method().equals("PUT")) {
      exchange.drain(DRAIN_BYTES, drain.toNanos());
    }
    if (problem.problem() == Problem.BUSY) {
      exchange.setHeader(HttpHeader.RETRY_AFTER, "5");
    }
    if (isOrdinaryTool(exchange)) {
      exchange.send(problem.status(), Protocol.TEXT, problem.sentence());
    } else {
      exchange.send(problem.status(), Protocol.PROBLEM_JSON, problem.body());
    }
  }

  /** curl and browsers show no certificate, and say what they like: not these objects. */
  private static boolean isOrdinaryTool(Exchange exchange) {
    String likes = exchange.header("Accept");
    return likes != null && !likes.contains("json") && exchange.fingerprint().isEmpty();
  }
}
