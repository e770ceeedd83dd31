package dev.ferry.peer;

import dev.ferry.localsend.DeviceInfo;
import dev.ferry.localsend.LocalSendHandler;
import dev.ferry.transfer.Catalog;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A port of its own, any free one, at which devices answer this peer while it looks around or
 * sends: they introduce themselves there, and cancel what they are sent. Nothing can be offered or
 * got there. Open as long as somebody needs it. Thread-safe.
 */
final class CallbackPort implements AutoCloseable {
  private final PeerCore core;
  private final Neighbourhood near;
  private @Nullable TlsListener listener;
  private volatile int port;
  private int users;

  CallbackPort(PeerCore core, Neighbourhood near) {
    this.core = core;
    this.near = near;
  }

  /** Keeps the port open until it is closed; a second close does nothing. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  private static final class Nothing implements PortServices.Offering {
    private final Catalog catalog = new Catalog();

    @Override
    public PortServices.@Nullable Taking taking() {
      return null;
    }

    @Override
    public Catalog catalog() {
      return catalog;
    }
  }

  /**
   * Needs the port from now on; opens it if nobody did before.
   *
   * @throws IOException if there is none
   */
  synchronized Use enter() throws IOException {
    if (listener == null) {
      PortServices services = new PortServices(core, new Nothing(), this::info, near);
      listener =
          TlsListener.open(
              core.identity(),
              ListenOptions.port(0),
              new LocalSendHandler(services),
              TlsListener.Limits.STANDARD);
      port = listener.port();
    }
    users++;
    boolean[] left = {false};
    return () -> {
      synchronized (this) {
        if (!left[0]) {
          left[0] = true;
          leave();
        }
      }
    };
  }

  private void leave() {
    users--;
    if (users == 0) {
      close();
    }
  }

  /** What this peer says of itself here. */
  DeviceInfo info() {
    return core.describe(port, false);
  }

  @Override
  public synchronized void close() {
    if (listener != null) {
      listener.close();
      listener = null;
      port = 0;
    }
  }
}
