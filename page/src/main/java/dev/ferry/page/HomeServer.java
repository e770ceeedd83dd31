package dev.ferry.page;

import dev.ferry.page.api.Api;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.page.door.SocketDoor;
import dev.ferry.page.guard.SocketGate;
import dev.ferry.store.Home;
import dev.ferry.store.RunningLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes a peer the running one of its home: other processes of the home find it, and call it at a
 * socket that is the owner's alone. Thread-safe. Closing it ends all that; the peer stays.
 */
public final class HomeServer implements AutoCloseable {
  private final RunningLock lock;
  private final Api api;
  private final @Nullable SocketDoor socket;

  private HomeServer(RunningLock lock, Api api, @Nullable SocketDoor socket) {
    this.lock = lock;
    this.api = api;
    this.socket = socket;
  }

  /**
   * Makes {@code running} the running peer of its home; empty if another one is it already. Blocks
   * on disk.
   */
  public static Optional<HomeServer> open(RunningPeer running) throws IOException {
    Home home = Home.at(running.peer().self().home());
    Optional<RunningLock> lock = RunningLock.tryTake(home, System.getenv());
    return lock.isEmpty() ? Optional.empty() : Optional.of(open(running, lock.get()));
  }

  private static HomeServer open(RunningPeer running, RunningLock lock) throws IOException {
    HomeServer server = null;
    try {
      Api api = Api.of(running);
      Path socket = lock.socket().orElse(null);
      server =
          new HomeServer(
              lock,
              api,
              socket == null ? null : SocketDoor.open(socket, api.handler(new SocketGate())));
      lock.announce();
      return server;
    } catch (IOException | RuntimeException e) {
      if (server == null) {
        lock.close();
      } else {
        server.close();
      }
      throw e;
    }
  }

  /** What answers at its doors. */
  public Api api() {
    return api;
  }

  /** Blocks for a second at most. */
  @Override
  public void close() throws IOException {
    try (lock;
        api;
        socket) {
      // Whoever calls is cut off first.
    }
  }
}
