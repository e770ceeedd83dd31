package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.peer.KnownPeerInfo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code ferry peers}. */
@Command(
    customSynopsis = "ferry peers",
    description = "Lists the peers met so far.",
    sortOptions = false)
final class PeersCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Override
  public Integer call() {
    return ferry.run(PeersCommand::list);
  }

  private static Ending list(Session session) throws Exception {
    Console console = session.console();
    List<KnownPeerInfo> known = session.peer().known();
    if (known.isEmpty()) {
      console.say("No peer was met yet.");
    }
    for (KnownPeerInfo peer : known) {
      console.show(
          () -> KnownPeerText.of(peer, console.style()),
          () -> KnownPeerText.json(console.event("peer"), peer));
    }
    return Ending.good();
  }
}
