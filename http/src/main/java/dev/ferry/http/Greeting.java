package dev.ferry.http;

import dev.ferry.identity.Identity;
import dev.ferry.identity.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes until a connection to a peer can be used. Immutable.
 *
 * @param address which of the peer's addresses answered
 * @param tcpNanos until TCP was connected: one round trip
 * @param tlsNanos from there until TLS was agreed on, with this side's own computing; -1 if the
 *     peer is asked without TLS
 */
public record Greeting(InetAddress address, long tcpNanos, long tlsNanos) {
  /**
   * Connects, and hangs up at once. Blocks as long as {@code times} allow.
   *
   * @param pin whom the peer must prove to be
   * @throws IOException of the last address that was tried, if none answers
   */
  public static Greeting measure(Identity identity, Endpoint at, PinnedPeer pin, ClientTimes times)
      throws IOException {
    IOException failure = null;
    for (InetAddress address : InetAddress.getAllByName(at.host())) {
      if (fits(address, at.from())) {
        try {
          return measure(address, TlsContexts.client(identity, pin), at, times);
        } catch (IOException e) {
          failure = e;
        }
      }
    }
    throw failure == null ? new IOException(at.shown() + " has no address that fits") : failure;
  }

  private static boolean fits(InetAddress address, @Nullable InetAddress from) {
    return from == null || address.getClass() == from.getClass();
  }

  private static Greeting measure(
      InetAddress address, SSLContext context, Endpoint at, ClientTimes times) throws IOException {
    try (Socket socket = new Socket()) {
      if (at.from() != null) {
        socket.bind(new InetSocketAddress(at.from(), 0));
      }
      long begin = System.nanoTime();
      socket.connect(
          new InetSocketAddress(address, at.port()), Math.toIntExact(times.connect().toMillis()));
      long connected = System.nanoTime();
      if (at.plain()) {
        return new Greeting(address, connected - begin, -1);
      }
      socket.setSoTimeout(Math.toIntExact(times.handshake().toMillis()));
      try (SSLSocket secure =
          (SSLSocket) context.getSocketFactory().createSocket(socket, at.host(), at.port(), true)) {
        secure.setSSLParameters(TlsContexts.parameters());
        secure.startHandshake();
        return new Greeting(address, connected - begin, System.nanoTime() - connected);
      }
    }
  }
}
