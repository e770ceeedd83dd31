package dev.ferry.peer;

import dev.ferry.direct.ProblemErrors;
import dev.ferry.identity.Identity;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A port that others reach, of peers or of guests: TLS 1.3, HTTP/1.1, a virtual thread for each
 * request. It asks clients for their certificate and insists on none; that is for the handlers.
 * Only if it is told so it takes HTTP without TLS, too, or instead; which handlers see such
 * requests is for whoever opens it ({@link EncryptedOnly}). Closing it ends all connections.
 */
final class TlsListener implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TlsListener.class);

  static final int FALLBACK_PORTS = 20;

  private final Server server;
  private final ServerConnector connector;

  /**
   * What strangers may take. The numbers are those of docs/protocol.md; tests use smaller ones.
   *
   * @param head how long a handshake and a request's head may take
   * @param idle how long a connection may be silent
   * @param connectionsPerAddress how many connections one address may have
   * @param connections how many connections there may be in all
   */
  record Limits(Duration head, Duration idle, int connectionsPerAddress, int connections) {
    /** What holds outside of tests. */
    static final Limits STANDARD =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(60), 512, 2048);
  }

  private TlsListener(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Begins to listen.
   *
   * @throws TransferException with {@link Problem#BUSY} if no port is free, with {@link
   *     Problem#USAGE} if the address is not one of this machine
   */
  static TlsListener open(Identity identity, ListenOptions where, Handler handler, Limits limits)
      throws IOException {
    return open(ListenerProtocols.ofPeer(identity, where.plainHttp()), where, handler, limits);
  }

  /** As the other one, speaking {@code protocols}. */
  static TlsListener open(
      ListenerProtocols protocols, ListenOptions where, Handler handler, Limits limits)
      throws IOException {
    requireOwn(where.address());
    int last = where.fallback() && where.port() != 0 ? where.port() + FALLBACK_PORTS : where.port();
    @Nullable Exception failure = null;
    for (int port = where.port(); port <= Math.min(last, 65_535); port++) {
      try {
        return start(protocols, where, port, handler, limits);
      } catch (IOException e) {
        failure = e;
      }
    }
    throw new TransferException(
        Problem.BUSY,
        "port "
            + where.port()
            + " is taken or may not be used; choose another, or none for any that is free",
        failure == null ? new IOException("no port to try") : failure);
  }

  /** Told apart from a port that is taken, which the system's words for it do not always do. */
  private static void requireOwn(@Nullable InetAddress address) throws IOException {
    if (address != null
        && !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && NetworkInterface.getByInetAddress(address) == null) {
      throw new TransferException(
          Problem.USAGE, "this machine does not have the address " + address.getHostAddress());
    }
  }

  private static TlsListener start(
      ListenerProtocols protocols, ListenOptions where, int port, Handler handler, Limits limits)
      throws IOException {
    VirtualThreadPool threads = new VirtualThreadPool(0);
    threads.setName("ferry-peer");
    Server server = new Server(threads, null, new ArrayByteBufferPool());
    ConnectionGuard guard =
        new ConnectionGuard(handler, limits.head(), limits.connectionsPerAddress());
    ServerConnector connector = new ServerConnector(server, 1, 1, protocols.factories());
    InetAddress address = where.address();
    connector.setHost(address == null ? null : address.getHostAddress());
    connector.setPort(port);
    connector.setIdleTimeout(limits.idle().toMillis());
    connector.addBean(guard, false);
    connector.addBean(new NetworkConnectionLimit(limits.connections(), connector));
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(guard));
    server.setErrorHandler(new ProblemErrors());
    server.setStopTimeout(1_000);
    TlsListener listener = new TlsListener(server, connector);
    listener.start();
    return listener;
  }

  private void start() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      close();
      throw e instanceof IOException known ? known : new IOException(e);
    }
  }

  /** The port it listens on. */
  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException e) {
      // Somebody was still being answered after the stop timeout: that connection is cut by now.
      log.debug("a connection was cut when the listener stopped", e);
    } catch (InterruptedException e) {
      stopAtOnce();
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the listener does not stop", e);
    }
    server.destroy();
  }

  /** For whoever is interrupted while requests are still being answered: those are cut. */
  private void stopAtOnce() {
    server.setStopTimeout(0);
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the listener does not stop", e);
    }
  }
}
