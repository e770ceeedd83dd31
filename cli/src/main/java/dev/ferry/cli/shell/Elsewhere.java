package dev.ferry.cli.shell;

import dev.ferry.page.client.HomeClient;
import dev.ferry.peer.Peer;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running peer of a shell's home where that is another process: transfers run there. It may
 * come and go while the shell is open. Thread-safe.
 */
final class Elsewhere {
  private static final Logger log = LoggerFactory.getLogger(Elsewhere.class);

  private final Peer peer;
  private final @Nullable String alias;

  /**
   * Beside a shell's peer.
   *
   * @param alias the name that the shell was started with; null for the home's own
   */
  Elsewhere(Peer peer, @Nullable String alias) {
    this.peer = peer;
    this.alias = alias;
  }

  /** What calls it; empty if there is none. Blocks for a second at most. */
  Optional<HomeClient> process() {
    try {
      Path home = peer.self().home();
      return HomeClient.of(home).filter(Elsewhere::isAnother).isPresent()
          ? HomeClient.attach(home, alias).filter(Elsewhere::isAnother)
          : Optional.empty();
    } catch (IOException e) {
      log.debug("it cannot be told who is the running peer", e);
      return Optional.empty();
    }
  }

  private static boolean isAnother(HomeClient running) {
    return running.process() != ProcessHandle.current().pid();
  }

  /** Stops a transfer, here or there; false if it is not under way. */
  boolean pause(TransferId id) throws IOException {
    if (peer.pause(id)) {
      return true;
    }
    Optional<HomeClient> other = process();
    if (other.isEmpty()) {
      return false;
    }
    try {
      other.get().pause(id);
      return true;
    } catch (TransferException e) {
      if (e.problem() == Problem.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /** Ends a transfer for good, here or there. */
  void cancel(TransferId id) throws IOException {
    Optional<HomeClient> other = process();
    if (other.isPresent() && !peer.drives(id)) {
      other.get().cancel(id);
    } else {
      peer.cancel(id);
    }
  }
}
