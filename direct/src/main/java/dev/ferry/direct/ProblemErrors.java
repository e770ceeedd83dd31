package dev.ferry.direct;

import dev.ferry.http.ProblemStatus;
import dev.ferry.transfer.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a listener answers to requests that reach no handler, malformed ones for example: a problem
 * without any detail of the inside. Thread-safe.
 */
public final class ProblemErrors implements Request.Handler {
  /** Stateless. */
  public ProblemErrors() {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() >= 400 ? response.getStatus() : 500;
    Problem problem = ProblemStatus.toProblem(status);
    String detail = status < 500 ? "the request is not understood here" : "this side has a defect";
    byte[] body = new ProblemJson(problem, status, detail).body();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Protocol.PROBLEM_JSON);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
