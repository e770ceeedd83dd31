package dev.ferry.cli;

import dev.ferry.page.client.HomeClient;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/** What is said where another process is the running peer of a home. */
final class OtherProcess {
  private OtherProcess() {}

  /** It is {@link Problem#BUSY}, and has a page. */
  static TransferException runs(Host host) throws IOException {
    Optional<HomeClient> running = HomeClient.of(host.peer().self().home());
    return new TransferException(
        Problem.BUSY,
        "Ferry runs in this home already"
            + running.map(other -> " (process " + other.process() + ")").orElse("")
            + "; `"
            + host.command("page")
            + "` opens its page");
  }

  /** A fresh link to its page. */
  static URI pageLink(Host host) throws IOException {
    HomeClient client = HomeClient.of(host.peer().self().home()).orElseThrow(() -> nobody(host));
    try {
      return client.link();
    } catch (SocketException | ClosedChannelException e) {
      throw nobody(host);
    }
  }

  private static TransferException nobody(Host host) {
    return new TransferException(
        Problem.NOT_FOUND,
        "no Ferry runs in this home; `" + host.command("up") + "` starts one with its page");
  }
}
