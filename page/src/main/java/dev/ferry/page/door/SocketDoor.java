package dev.ferry.page.door;

import dev.ferry.direct.ProblemErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at a unix domain socket for the owner's other processes: HTTP/1.1, a virtual thread for
 * each request. Only who owns the socket's file and folder can call. Closing it ends all
 * connections and takes the file away.
 */
public final class SocketDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SocketDoor.class);

  /** Longer than the heartbeat of events, so that whoever does not read is cut off after it. */
  private static final Duration IDLE = Duration.ofSeconds(40);

  private static final int MOST_CONNECTIONS = 256;
  private static final Duration STOP = Duration.ofMillis(500);

  private final Server server;
  private final Path socket;

  private SocketDoor(Server server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  /**
   * Begins to listen.
   *
   * @param socket where nothing is yet, in a folder that is the owner's alone
   * @throws IOException if it cannot be made there
   */
  public static SocketDoor open(Path socket, Handler handler) throws IOException {
    VirtualThreadPool threads = new VirtualThreadPool(0);
    threads.setName("ferry-socket");
    Server server = new Server(threads, null, new ArrayByteBufferPool());
    server.addConnector(connector(server, socket));
    server.setHandler(handler);
    server.setErrorHandler(new ProblemErrors());
    server.setStopTimeout(STOP.toMillis());
    SocketDoor door = new SocketDoor(server, socket);
    door.start();
    return door;
  }

  private static UnixDomainServerConnector connector(Server server, Path socket) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    UnixDomainServerConnector connector =
        new UnixDomainServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    connector.setIdleTimeout(IDLE.toMillis());
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    return connector;
  }

  private void start() throws IOException {
    try {
      server.start();
      if (socket.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (Exception e) {
      close();
      throw e instanceof IOException known ? known : new IOException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      Files.deleteIfExists(socket);
    } catch (TimeoutException e) {
      log.debug("a connection was cut when the socket was closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the socket does not stop", e);
    }
    server.destroy();
  }
}
