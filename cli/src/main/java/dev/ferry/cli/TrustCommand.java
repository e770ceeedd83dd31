package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.events.PeerJson;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry trust}. */
@Command(
    customSynopsis = "ferry trust PEER",
    description = {
      "Trusts a peer met before, or one that is near: it may get what is shared with trusted",
      "peers, and receive --accept known lets it in. Compare the words with its owner first."
    },
    sortOptions = false,
    footer = "  ferry trust nas")
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
    Console console = session.console();
    KnownPeerInfo peer = trusted(session);
    console.say(
        KnownPeerText.of(peer, console.style())
            + "\n  Make sure that `ferry identity` over there shows the same words; where an app"
            + " shows none, that this is the device you mean.");
    console.tell(() -> PeerJson.known(console.event("trusted"), peer));
    return Ending.good();
  }

  /** Who was met before goes first; then those who are near, by the key that they prove now. */
  private KnownPeerInfo trusted(Session session) throws Exception {
    try {
      return session.peer().trust(who);
    } catch (TransferException e) {
      if (e.problem() != Problem.NOT_FOUND) {
        throw e;
      }
      NearPeer near = Addressee.near(session, who).orElseThrow(() -> e);
      return session.peer().near().trust(near);
    }
  }
}
