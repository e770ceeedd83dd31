package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.peer.KnownPeerInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry trust}. */
@Command(
    customSynopsis = "ferry trust PEER",
    description = {
      "Trusts a peer met before: it may get what is shared with trusted peers,",
      "and receive --accept known lets it in. Compare the words with its owner first."
    },
    sortOptions = false)
final class TrustCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Parameters(
      paramLabel = "PEER",
      description = "The beginning of its name or of its fingerprint, as ferry peers shows them.")
  private String who = "";

  @Override
  public Integer call() {
    return ferry.run(this::trust);
  }

  private Ending trust(Session session) throws Exception {
    KnownPeerInfo peer = session.peer().trust(who);
    Console console = session.console();
    console.say(
        KnownPeerText.of(peer, console.style())
            + "\n  Make sure that `ferry identity` over there shows the same words.");
    console.tell(() -> KnownPeerText.json(console.event("trusted"), peer));
    return Ending.good();
  }
}
