package dev.ferry.peer;

import dev.ferry.identity.AddressGroup;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that do not come to the point: a handshake and the first request's head must be
 * whole within a time limit, counted from the first moment and not from the last byte, and so must
 * every later head once it has begun. Also caps the connections of each address, or network of
 * addresses. Thread-safe.
 *
 * <p>It is both the handler around all others and a listener to the connector's connections.
 */
final class ConnectionGuard extends Handler.Wrapper implements Connection.Listener {
  private final Duration headLimit;
  private final int mostPerAddress;
  private final Map<Connection, Watched> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> perAddress = new HashMap<>();
  private volatile Scheduler.@Nullable Task sweep;

  /** Guards what {@code handler} serves. */
  ConnectionGuard(Handler handler, Duration headLimit, int mostPerAddress) {
    super(handler);
    this.headLimit = headLimit;
    this.mostPerAddress = mostPerAddress;
  }

  /** A connection, and what it is doing. Guarded by itself. */
  private static final class Watched {
    private final Connection connection;
    private final String address;
    private int requests;
    private boolean spoken;
    private long bytesAtRest;
    private long begun = System.nanoTime();

    Watched(Connection connection, String address) {
      this.connection = connection;
      this.address = address;
    }

    synchronized void enter() {
      requests++;
      spoken = true;
    }

    synchronized void leave() {
      requests--;
      bytesAtRest = connection.getBytesIn();
      begun = 0;
    }

    /** Whether a head has been coming for longer than it may. */
    synchronized boolean isLate(long now, long limit) {
      if (requests > 0) {
        return false;
      }
      if (spoken && connection.getBytesIn() == bytesAtRest) {
        begun = 0;
        return false;
      }
      if (begun == 0) {
        begun = now;
      }
      return now - begun > limit;
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    schedule();
  }

  @Override
  protected void doStop() throws Exception {
    Scheduler.Task task = sweep;
    if (task != null) {
      task.cancel();
    }
    super.doStop();
  }

  private void schedule() {
    Scheduler scheduler = getServer().getScheduler();
    sweep = scheduler.schedule(this::sweep, headLimit.toNanos() / 8, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    long now = System.nanoTime();
    for (Watched watched : open.values()) {
      if (watched.isLate(now, headLimit.toNanos())) {
        watched.connection.getEndPoint().close();
      }
    }
    if (isRunning()) {
      schedule();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection) {
      return;
    }
    String address = addressOf(connection);
    if (!enter(address)) {
      connection.getEndPoint().close();
      return;
    }
    open.put(connection, new Watched(connection, address));
  }

  @Override
  public void onClosed(Connection connection) {
    Watched watched = open.remove(connection);
    if (watched != null) {
      leave(watched.address);
    }
  }

  private boolean enter(String address) {
    synchronized (perAddress) {
      int count = perAddress.getOrDefault(address, 0);
      if (count >= mostPerAddress) {
        return false;
      }
      perAddress.put(address, count + 1);
      return true;
    }
  }

  private void leave(String address) {
    synchronized (perAddress) {
      perAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private static String addressOf(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress remote
        ? AddressGroup.of(remote.getAddress())
        : "";
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Watched watched = open.get(request.getConnectionMetaData().getConnection());
    if (watched == null) {
      return super.handle(request, response, callback);
    }
    watched.enter();
    Callback counted = Callback.from(callback, watched::leave);
    boolean handled = super.handle(request, response, counted);
    if (!handled) {
      watched.leave();
    }
    return handled;
  }
}
