package dev.ferry.page.door;

import dev.ferry.direct.ProblemErrors;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at this machine's own addresses, and at no other, for the owner's browser and scripts:
 * HTTP/1.1 in the clear, a virtual thread for each request. Closing it ends all connections.
 */
public final class OwnerDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OwnerDoor.class);

  private static final String LOOPBACK = "127.0.0.1";
  private static final String LOOPBACK6 = "::1";

  /** Longer than the heartbeat of events, so that whoever does not read is cut off after it. */
  private static final Duration IDLE = Duration.ofSeconds(40);

  private static final int MOST_CONNECTIONS = 256;
  private static final int HEADER_BYTES = 16 << 10;
  private static final int INPUT_BUFFER = 64 << 10;
  private static final Duration STOP = Duration.ofMillis(500);

  private final Server server;
  private final ServerConnector connector;

  private OwnerDoor(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   * @param handlers makes what answers, of the port that it has become
   * @throws TransferException with {@link Problem#BUSY} if the port is taken
   */
  public static OwnerDoor open(int port, IntFunction<Handler> handlers) throws IOException {
    VirtualThreadPool threads = new VirtualThreadPool(0);
    threads.setName("ferry-page");
    Server server = new Server(threads, null, new ArrayByteBufferPool());
    ServerConnector first = connector(server, LOOPBACK, port);
    try {
      first.open();
    } catch (IOException e) {
      throw new TransferException(
          Problem.BUSY,
          "port " + port + " is taken or may not be used for the page; choose another one",
          e);
    }
    server.addConnector(first);
    addSecond(server, first.getLocalPort());
    server.setHandler(handlers.apply(first.getLocalPort()));
    server.setErrorHandler(new ProblemErrors());
    server.setStopTimeout(STOP.toMillis());
    OwnerDoor door = new OwnerDoor(server, first);
    door.start();
    return door;
  }

  private static ServerConnector connector(Server server, String host, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setInputBufferSize(INPUT_BUFFER);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  /** Where browsers take {@code localhost} for. It may not be there, or belong to another. */
  private static void addSecond(Server server, int port) {
    ServerConnector second = connector(server, LOOPBACK6, port);
    try {
      second.open();
      server.addConnector(second);
    } catch (IOException e) {
      log.debug("the page is not served at {}", LOOPBACK6, e);
    }
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
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (TimeoutException e) {
      log.debug("a connection was cut when the page was closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the page does not stop", e);
    }
    server.destroy();
  }
}
