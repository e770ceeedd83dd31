package dev.ferry.http;

import dev.ferry.identity.TlsContexts;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Puts TLS 1.3 on a connected socket, within a time limit for the handshake as a whole. Neither
 * names in certificates nor authorities count; the context pins the peer.
 */
final class TlsUpgrade implements TlsSocketStrategy {
  private final SSLContext context;
  private final Alarm alarm;
  private final Duration limit;

  TlsUpgrade(SSLContext context, Alarm alarm, Duration limit) {
    this.context = context;
    this.alarm = alarm;
    this.limit = limit;
  }

  @Override
  public SSLSocket upgrade(
      Socket socket, String target, int port, @Nullable Object attachment, HttpContext http)
      throws IOException {
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(socket, target, port, true);
    secure.setSSLParameters(TlsContexts.parameters());
    socket.setSoTimeout((int) limit.toMillis());
    AtomicBoolean tooLong = new AtomicBoolean();
    try (Alarm.Bell _ = alarm.in(limit, () -> end(socket, tooLong))) {
      secure.startHandshake();
      return secure;
    } catch (IOException e) {
      if (tooLong.get() || e instanceof SocketTimeoutException) {
        throw new SilentPeerException(e);
      }
      throw e;
    }
  }

  private static void end(Socket socket, AtomicBoolean tooLong) {
    tooLong.set(true);
    try {
      socket.close();
    } catch (IOException e) {
      // It is broken, which is all that was wanted.
    }
  }
}
