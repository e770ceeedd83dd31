package dev.ferry.peer;

import dev.ferry.direct.DirectClient;
import dev.ferry.direct.PeerInfo;
import dev.ferry.http.Endpoint;
import dev.ferry.identity.Identity;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds out who uses a port of this machine: by asking it who it is, and by what the system tells.
 */
final class PortHolder {
  private static final long PATIENCE_MILLIS = 1_500;

  private PortHolder() {}

  /** Who has the port that {@code wanted} names. Blocks for a second or two at most. */
  static TakenPort of(PeerCore core, ListenOptions wanted) {
    return of(core.identity(), core.alias(), wanted);
  }

  /** The same, asked by whoever has this identity and name. */
  static TakenPort of(Identity identity, String alias, ListenOptions wanted) {
    InetAddress only = wanted.address();
    String host = only == null || only.isAnyLocalAddress() ? "127.0.0.1" : only.getHostAddress();
    int port = wanted.port();
    String by =
        ferry(identity, alias, new Endpoint(host, port, null))
            .or(() -> PortProgram.at(port))
            .orElse(null);
    return new TakenPort(port, by);
  }

  private static Optional<String> ferry(Identity self, String alias, Endpoint at) {
    try (DirectClient client = DirectClient.to(self, alias, at, null, 1)) {
      FutureTask<PeerInfo> asked = new FutureTask<>(client::connect);
      Thread.ofVirtual().name("ferry-port-holder").start(asked);
      PeerInfo found = asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return Optional.of(
          found.fingerprint().equals(self.fingerprint())
              ? "this very peer, which listens there already in another process"
              : "the Ferry " + found.alias());
    } catch (ExecutionException | TimeoutException e) {
      // It is no Ferry, or one that is too busy to say so.
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
