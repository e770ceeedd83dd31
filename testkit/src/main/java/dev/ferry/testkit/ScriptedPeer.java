package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A peer that does exactly what a test says, byte by byte, over real sockets. As a client: {@link
 * #connect}. As a server: {@link #listen} runs a script on every connection; what a script throws
 * is kept for {@link #failures}. Thread-safe.
 */
public final class ScriptedPeer implements AutoCloseable {

  private final @Nullable ThrowawayIdentity identity;
  private final Duration limit;
  private final ServerSocket server;
  private final Script script;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

  private ScriptedPeer(
      @Nullable ThrowawayIdentity identity, Duration limit, ServerSocket server, Script script) {
    this.identity = identity;
    this.limit = limit;
    this.server = server;
    this.script = script;
  }

  /** What a scripted server does with one connection. The connection is closed afterwards. */
  @FunctionalInterface
  public interface Script {
    /** Runs on a thread of its own for each connection. */
    void run(RawConnection connection) throws IOException, InterruptedException;
  }

  /** Connects with TLS 1.3, showing {@code identity}. Reads fail after {@code limit}. */
  public static RawConnection connect(
      ThrowawayIdentity identity, InetSocketAddress address, Duration limit) throws IOException {
    Socket plain = dial(address, limit);
    try {
      SSLSocket secure =
          (SSLSocket)
              identity
                  .context()
                  .getSocketFactory()
                  .createSocket(plain, address.getHostString(), address.getPort(), true);
      secure.setSoTimeout((int) limit.toMillis());
      secure.startHandshake();
      return new RawConnection(plain, secure, limit);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Connects without TLS. */
  public static RawConnection connectPlain(InetSocketAddress address, Duration limit)
      throws IOException {
    Socket plain = dial(address, limit);
    return new RawConnection(plain, plain, limit);
  }

  /** Listens with TLS 1.3 on a free port of 127.0.0.1 and asks for a client certificate. */
  public static ScriptedPeer listen(ThrowawayIdentity identity, Duration limit, Script script) {
    return start(identity, limit, script);
  }

  /** Listens without TLS. */
  public static ScriptedPeer listenPlain(Duration limit, Script script) {
    return start(null, limit, script);
  }

  /** The port it listens on. */
  public int port() {
    return server.getLocalPort();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /** What scripts have thrown so far, oldest first; a peer that hangs up is among it. */
  public List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Ends the listener and all connections. */
  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScriptedPeer start(
      @Nullable ThrowawayIdentity identity, Duration limit, Script script) {
    try {
      ServerSocket server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
      ScriptedPeer peer = new ScriptedPeer(identity, limit, server, script);
      Thread.ofVirtual().name("scripted-peer").start(peer::accept);
      return peer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().name("scripted-peer connection").start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          failures.add(e);
        }
      }
    }
  }

  private void serve(Socket plain) {
    try (RawConnection connection = secured(plain)) {
      script.run(connection);
    } catch (IOException | RuntimeException | AssertionError e) {
      failures.add(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(plain);
    }
  }

  private RawConnection secured(Socket plain) throws IOException {
    if (identity == null) {
      return new RawConnection(plain, plain, limit);
    }
    SSLSocket secure =
        (SSLSocket) identity.context().getSocketFactory().createSocket(plain, null, true);
    secure.setUseClientMode(false);
    secure.setWantClientAuth(true);
    secure.setSoTimeout((int) limit.toMillis());
    secure.startHandshake();
    return new RawConnection(plain, secure, limit);
  }

  private static Socket dial(InetSocketAddress address, Duration limit) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(address, (int) limit.toMillis());
      plain.setTcpNoDelay(true);
      return plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }
}
