package dev.ferry.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.ResponseOutOfOrderStrategy;
import org.apache.hc.core5.util.Timeout;

/**
 * Looks, while a long body is being written, whether the other end has answered already: usually
 * with a refusal, after which it takes no more. Of one connection, and so of one thread.
 *
 * <p>A look at a TLS connection takes a millisecond, which is why there are few.
 */
final class EarlyAnswer implements ResponseOutOfOrderStrategy {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private long looked = System.nanoTime();

  @Override
  public boolean isEarlyResponseDetected(
      ClassicHttpRequest request,
      HttpClientConnection connection,
      InputStream in,
      long sent,
      long next)
      throws IOException {
    long now = System.nanoTime();
    if (sent == 0 || now - looked < INTERVAL_NANOS) {
      return false;
    }
    looked = now;
    return connection.isDataAvailable(Timeout.ONE_MILLISECOND);
  }
}
