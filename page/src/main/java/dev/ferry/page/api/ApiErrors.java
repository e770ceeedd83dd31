package dev.ferry.page.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.transfer.Problem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What a door answers to requests that reach no route, malformed ones for example: a problem
 * without any detail of the inside. Thread-safe.
 */
public final class ApiErrors implements Request.Handler {
  /** Holds nothing. */
  public ApiErrors() {}

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus() >= 400 ? response.getStatus() : 500;
    ProblemException problem =
        status < 500
            ? new ProblemException(
                Problem.BAD_REQUEST, status, "the request is not understood here")
            : new ProblemException(Problem.FAILED, status, "this side has a defect");
    byte[] body = problem.body().json().toString().getBytes(UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemBody.TYPE);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }
}
