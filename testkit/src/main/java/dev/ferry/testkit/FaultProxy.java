package dev.ferry.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP proxy on 127.0.0.1 between two peers that breaks connections as told. It knows nothing of
 * what it carries. Each new connection takes the fault that is set when it comes; {@link #cutAll}
 * and {@link #resetAll} end those that are open. Thread-safe; {@link #close} ends everything.
 */
public final class FaultProxy implements AutoCloseable {

  private final ServerSocket server;
  private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong toTarget = new AtomicLong();
  private final AtomicLong fromTarget = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong struck = new AtomicLong();
  private volatile InetSocketAddress target;
  private volatile Fault fault = new Fault.None();
  private volatile boolean refusing;

  private FaultProxy(ServerSocket server, InetSocketAddress target) {
    this.server = server;
    this.target = target;
  }

  /** Opens a proxy to {@code target} on a free port. */
  public static FaultProxy to(InetSocketAddress target) {
    try {
      FaultProxy proxy =
          new FaultProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
      Thread.ofVirtual().name("fault-proxy").start(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens on, at 127.0.0.1. */
  public int port() {
    return server.getLocalPort();
  }

  /** What happens to connections that come from now on. */
  public void set(Fault next) {
    this.fault = next;
  }

  /** Where connections that come from now on lead. */
  public void retarget(InetSocketAddress next) {
    this.target = next;
  }

  /** Whether connections that come from now on are reset at once, as if nobody were there. */
  public void refuse(boolean refuse) {
    this.refusing = refuse;
  }

  /** Closes all open connections in an orderly way. */
  public void cutAll() {
    connections.forEach(ProxiedConnection::cut);
  }

  /** Resets all open connections. */
  public void resetAll() {
    connections.forEach(ProxiedConnection::reset);
  }

  /** Lets nothing pass on connections that are open, without closing them. */
  public void stallAll() {
    connections.forEach(ProxiedConnection::stall);
  }

  /** Bytes carried to the target since the start. */
  public long bytesToTarget() {
    return toTarget.get();
  }

  /** Bytes carried from the target since the start. */
  public long bytesFromTarget() {
    return fromTarget.get();
  }

  /** Connections taken since the start. */
  public long connectionsTaken() {
    return accepted.get();
  }

  /** How often a cut, reset, stall, half-close or flipped bit has come about since the start. */
  public long faultsStruck() {
    return struck.get();
  }

  /** Ends the listener and resets what is open. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    resetAll();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket near = server.accept();
        Thread.ofVirtual().name("fault-proxy connect").start(() -> connect(near));
      } catch (IOException e) {
        if (server.isClosed()) {
          return;
        }
      }
    }
  }

  private void connect(Socket near) {
    Socket far = new Socket();
    ProxiedConnection connection =
        new ProxiedConnection(near, far, fault, toTarget, fromTarget, struck);
    connections.add(connection);
    try {
      accepted.incrementAndGet();
      if (refusing || server.isClosed()) {
        connection.reset();
        return;
      }
      far.connect(target, 5_000);
      connection.carry();
    } catch (IOException e) {
      connection.reset();
    } finally {
      connections.remove(connection);
    }
  }
}
