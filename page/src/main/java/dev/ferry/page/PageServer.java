package dev.ferry.page;

import dev.ferry.page.api.Api;
import dev.ferry.page.door.OwnerDoor;
import dev.ferry.page.guard.Guard;
import java.io.IOException;
import java.net.URI;

/**
 * The owner's page of a running peer, as long as it is open: at this machine's own address and
 * nowhere else. Thread-safe.
 */
public final class PageServer implements AutoCloseable {
  private final Api api;
  private final OwnerDoor door;

  private PageServer(Api api, OwnerDoor door) {
    this.api = api;
    this.door = door;
  }

  /**
   * Opens the page. Does not block for long.
   *
   * @param api of the peer; stays the caller's to close, after this
   * @throws dev.ferry.transfer.TransferException with {@link dev.ferry.transfer.Problem#BUSY} if
   *     the port is taken
   */
  public static PageServer open(Api api, PageOptions options) throws IOException {
    OwnerDoor door =
        OwnerDoor.open(options.port(), port -> api.handler(new Guard(port, api.keys())));
    api.ownerDoorAt(door.port());
    return new PageServer(api, door);
  }

  /** The port at this machine's own address. */
  public int port() {
    return door.port();
  }

  /** A link that opens the page in a browser, once and for two minutes. */
  public URI link() throws IOException {
    return api.link();
  }

  /** Serves nobody any more. Blocks for a second at most. */
  @Override
  public void close() {
    api.ownerDoorAt(0);
    door.close();
  }
}
