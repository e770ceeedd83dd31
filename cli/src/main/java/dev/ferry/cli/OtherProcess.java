package dev.ferry.cli;

import dev.ferry.page.client.HomeClient;
import dev.ferry.page.client.TransferElsewhere;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said where another process is the running peer of a home. */
final class OtherProcess {
  private static final Logger log = LoggerFactory.getLogger(OtherProcess.class);

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

  /**
   * What is under way in it, in the order it began; nothing if it does not answer: then the home
   * tells all that is known.
   */
  static Map<TransferId, TransferElsewhere> underWay(Host host) throws IOException {
    Optional<HomeClient> running = host.elsewhere();
    Map<TransferId, TransferElsewhere> found = new LinkedHashMap<>();
    if (running.isPresent()) {
      try {
        running.get().underWay().forEach(each -> found.put(each.stored().id(), each));
      } catch (IOException e) {
        log.debug("the running peer does not tell what is under way", e);
      }
    }
    return found;
  }

  private static TransferException nobody(Host host) {
    return new TransferException(
        Problem.NOT_FOUND,
        "no Ferry runs in this home; `" + host.command("up") + "` starts one with its page");
  }
}
