package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.Peer;
import dev.ferry.peer.Self;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry identity}. */
@Command(
    customSynopsis = "ferry identity [--set-name NAME] [--qr]",
    description = "Shows who this peer is: its name, and the words others compare.",
    sortOptions = false,
    footer = {"  ferry identity --qr", "  ferry identity --set-name kitchen"})
final class IdentityCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Option(
      names = "--set-name",
      paramLabel = "NAME",
      order = 1,
      description = "Be called so from now on; --name is for one run only.")
  private @Nullable String name;

  @Mixin private QrFlag qr;

  @Override
  public Integer call() {
    return ferry.run(this::show);
  }

  private Ending show(Session session) throws Exception {
    Self self = name == null ? session.peer().self() : renamed(session.peer(), name);
    Console console = session.console();
    console.show(() -> text(self, console.style()), () -> json(console.event("identity"), self));
    if (qr.isGiven()) {
      qr.show(console, session.peer().addresses());
    }
    return Ending.good();
  }

  private static Self renamed(Peer peer, String name) throws IOException {
    PeerNames.check("--set-name", name);
    peer.rename(name);
    return new Self(name, peer.self().fingerprint(), peer.self().home());
  }

  /** A peer's own identity as an event. */
  static JsonLine json(JsonLine line, Self self) {
    return EventJson.fingerprint(line.put("alias", self.alias()), self.fingerprint())
        .put("home", self.home().toString());
  }

  private static String text(Self self, Style style) {
    return "name         "
        + style.strong(Who.name(self.alias()))
        + "\nwords        "
        + Who.words(self.fingerprint())
        + "\nfingerprint  "
        + self.fingerprint().hex()
        + "\nhome         "
        + DisplayName.escape(self.home().toString());
  }
}
