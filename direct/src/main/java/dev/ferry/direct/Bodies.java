package dev.ferry.direct;

import dev.ferry.http.BoundedBody;
import dev.ferry.http.Exchange;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.io.InputStream;

/** Request bodies by what they hold. */
final class Bodies {
  private Bodies() {}

  /** A manifest, unpacked if it came packed. */
  static InputStream manifest(Exchange exchange, DirectLimits limits) throws IOException {
    String encoding = exchange.header("Content-Encoding");
    InputStream body = exchange.body(limits.manifestBytes());
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return body;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return new BoundedBody(Gunzip.of(body), limits.manifestBytes());
    }
    throw new Refusal(Problem.BAD_REQUEST, 415, "only gzip is a known Content-Encoding here");
  }
}
