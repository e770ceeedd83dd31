package dev.ferry.cli;

import dev.ferry.page.client.HomeClient;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Optional;

/** What is said where another process is the running peer of a home. */
final class OtherProcess {
  private OtherProcess() {}

  /** It is {@link Problem#BUSY}, and has a page. */
  static TransferException runs(Path home) throws IOException {
    Optional<HomeClient> running = HomeClient.of(home);
    return new TransferException(
        Problem.BUSY,
        "Ferry runs in this home already"
            + running.map(other -> " (process " + other.process() + ")").orElse("")
            + "; ferry page opens its page");
  }

  /** A fresh link to its page. */
  static URI pageLink(Path home) throws IOException {
    HomeClient client = HomeClient.of(home).orElseThrow(OtherProcess::nobody);
    try {
      return client.link();
    } catch (SocketException | ClosedChannelException e) {
      throw nobody();
    }
  }

  private static TransferException nobody() {
    return new TransferException(
        Problem.NOT_FOUND, "no Ferry runs in this home; ferry up starts one with its page");
  }
}
