package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Who;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.events.PeerJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry forget}. */
@Command(
    customSynopsis = "ferry forget PEER",
    description = "Forgets a peer: the next time it is as unknown as any stranger.",
    sortOptions = false,
    footer = "  ferry forget nas")
final class ForgetCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Parameters(
      paramLabel = "PEER",
      description = "The beginning of its name or of its fingerprint, as ferry peers shows them.")
  private String who = "";

  @Override
  public Integer call() {
    return ferry.run(this::forget);
  }

  private Ending forget(Session session) throws Exception {
    KnownPeerInfo peer = session.peer().forget(who);
    Console console = session.console();
    console.say("Forgotten: " + Who.name(peer.alias()));
    console.tell(() -> PeerJson.known(console.event("forgotten"), peer));
    return Ending.good();
  }
}
