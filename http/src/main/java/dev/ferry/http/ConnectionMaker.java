package dev.ferry.http;

import java.io.IOException;
import java.net.Socket;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections to a peer that may be hostile: the head of an answer is bounded, and an answer
 * that comes before its request was written to the end is noticed. Thread-safe.
 */
final class ConnectionMaker implements HttpConnectionFactory<ManagedHttpClientConnection> {
  private static final Http1Config BOUNDED_HEADS =
      Http1Config.custom().setMaxHeaderCount(100).setMaxLineLength(16 << 10).build();

  @Override
  public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
    return ManagedHttpClientConnectionFactory.builder()
        .http1Config(BOUNDED_HEADS)
        .responseOutOfOrderStrategy(new EarlyAnswer())
        .build()
        .createConnection(socket);
  }
}
