package dev.ferry.cli.shell;

import dev.ferry.page.HomeServer;
import dev.ferry.page.PageOptions;
import dev.ferry.page.PageServer;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.page.client.HomeClient;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a shell's peer has for browsers and for other processes of its home, if it is the running
 * one of that: its page is served from the first time that somebody wants it. Thread-safe.
 */
final class ResidentPage implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ResidentPage.class);

  private final RunningPeer running;
  private @Nullable HomeServer server;
  private @Nullable PageServer page;
  private boolean closed;

  ResidentPage(RunningPeer running) {
    this.running = running;
  }

  /** Becomes the running peer of the home, unless another process is. Blocks on disk. */
  synchronized void open() {
    try {
      if (server == null && !closed) {
        server = HomeServer.open(running).orElse(null);
      }
    } catch (IOException e) {
      log.warn("other processes of this home cannot use this peer", e);
    }
  }

  /** A fresh link: to this peer's page, or to that of the process that is the running peer. */
  synchronized URI link() throws IOException {
    open();
    HomeServer mine = server;
    if (mine == null) {
      return HomeClient.of(running.peer().self().home())
          .orElseThrow(() ->
              new TransferException(Problem.FAILED, "the page cannot be served from this home"))
          .link();
    }
    PageServer open = page;
    if (open == null) {
      open = PageServer.open(mine.api(), PageOptions.standard());
      page = open;
    }
    return open.link();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (page != null) {
      page.close();
    }
    if (server != null) {
      closeQuietly(server);
    }
  }

  private static void closeQuietly(HomeServer last) {
    try {
      last.close();
    } catch (IOException e) {
      log.debug("the system gives the lock of the running peer back", e);
    }
  }
}
