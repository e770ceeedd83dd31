package dev.ferry.peer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.localsend.Device;
import dev.ferry.localsend.DeviceInfo;
import dev.ferry.localsend.DeviceListener;
import dev.ferry.localsend.Directory;
import dev.ferry.localsend.Discovery;
import dev.ferry.localsend.DiscoveryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The network around this peer: announces what it serves, and tells who else is there. It listens
 * to the network only while something is served or somebody watches. Thread-safe.
 */
final class Neighbourhood implements AutoCloseable {
  private final PeerCore core;
  private final NearMapping mapping;
  private final CallbackPort callbacks;
  private final List<Watching> watching = new ArrayList<>();
  private @Nullable Served served;
  private volatile @Nullable Discovery discovery;
  private @Nullable DiscoveryOptions open;

  Neighbourhood(PeerCore core) {
    this.core = core;
    this.mapping = new NearMapping(core.book());
    this.callbacks = new CallbackPort(core, this);
  }

  /** What is served at a port, and how it says what it is. */
  private record Served(ListenOptions where, Supplier<DeviceInfo> info) {}

  /** Somebody who watches; the device listener is what discovery knows of him. */
  private final class Watching implements DeviceListener, AutoCloseable {
    private final NearListener listener;
    private Directory.@Nullable Watch watch;

    Watching(NearListener listener) {
      this.listener = listener;
    }

    @Override
    public void seen(Device device) {
      listener.near(mapping.of(device));
    }

    @Override
    public void changed(Device before, Device after) {
      NearPeer was = mapping.of(before);
      NearPeer is = mapping.of(after);
      if (!was.id().equals(is.id())) {
        listener.gone(was);
      }
      listener.near(is);
    }

    @Override
    public void gone(Device device) {
      listener.gone(mapping.of(device));
    }

    @Override
    public void close() {
      Directory.Watch ended = watch;
      watch = null;
      if (ended != null) {
        ended.close();
      }
    }
  }

  /**
   * Something is served from now on: it is announced, unless it is to be hidden or cannot be
   * reached from elsewhere.
   *
   * @param info what this peer says of itself at any moment; must not block
   */
  synchronized void serving(ListenOptions where, Supplier<DeviceInfo> info) {
    served = new Served(where, info);
    adapt();
  }

  /** Nothing is served any more. */
  synchronized void servesNothing() {
    served = null;
    adapt();
  }

  /** What is said of this peer has changed. Does not block. */
  void changed() {
    Discovery now = discovery;
    if (now != null) {
      now.announce();
    }
  }

  /** A device has introduced itself at a port of this peer. Does not block. */
  void registered(DeviceInfo said, InetAddress from, @Nullable Fingerprint proven) {
    Discovery now = discovery;
    if (now != null) {
      now.directory().registered(said, from, proven);
    }
  }

  /** Tells {@code listener} who is near, and of every change, until the result is closed. */
  Peer.Watch watch(NearListener listener) throws IOException {
    Watching added = new Watching(listener);
    CallbackPort.Use port = callbacks.enter();
    synchronized (this) {
      watching.add(added);
      adapt();
      Discovery now = discovery;
      if (now != null) {
        added.watch = now.watch(added);
      }
    }
    return () -> {
      synchronized (this) {
        if (watching.remove(added)) {
          added.close();
          adapt();
        }
      }
      port.close();
    };
  }

  /** Lets devices call this peer back until the result is closed. */
  CallbackPort.Use reachable() throws IOException {
    return callbacks.enter();
  }

  /** What this peer says of itself, with the port where it can be called back; 0 if nowhere. */
  DeviceInfo self() {
    Served now;
    synchronized (this) {
      now = served;
    }
    return now == null ? callbacks.info() : now.info().get();
  }

  /** Asks every address of this machine's networks. Blocks for some seconds. */
  void scan() throws InterruptedException {
    Discovery now = discovery;
    if (now != null) {
      now.scan();
    }
  }

  /** Opens, changes or ends discovery, as what is served and who watches demand. */
  private void adapt() {
    DiscoveryOptions wanted = wanted();
    if (wanted == null ? open == null : wanted.equals(open)) {
      return;
    }
    Discovery before = discovery;
    if (before != null) {
      forget(before);
    }
    open = wanted;
    discovery = wanted == null ? null : Discovery.open(wanted, core.identity(), this::self);
    Discovery now = discovery;
    if (now != null) {
      watching.forEach(each -> each.watch = now.watch(each));
    }
  }

  private void forget(Discovery before) {
    watching.forEach(Watching::close);
    for (Device device : before.devices()) {
      watching.forEach(each -> each.gone(device));
    }
    before.close();
  }

  private @Nullable DiscoveryOptions wanted() {
    DiscoveryOptions usual = core.network();
    Served now = served;
    if (now != null && now.where().announce() && isReachable(now.where())) {
      return new DiscoveryOptions(
          usual.port(), true, true, now.where().plainHttp(), usual.loopback());
    }
    return watching.isEmpty()
        ? null
        : new DiscoveryOptions(usual.port(), now == null, false, false, usual.loopback());
  }

  private boolean isReachable(ListenOptions where) {
    InetAddress only = where.address();
    return only == null || !only.isLoopbackAddress() || core.network().loopback();
  }

  @Override
  public synchronized void close() {
    watching.forEach(Watching::close);
    watching.clear();
    served = null;
    adapt();
    callbacks.close();
  }
}
