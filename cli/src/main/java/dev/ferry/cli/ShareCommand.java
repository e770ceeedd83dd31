package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.Who;
import dev.ferry.peer.LiveShare;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.Self;
import dev.ferry.peer.ShareListener;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.peer.Sharing;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry share}. */
@Command(
    customSynopsis = "ferry share PATH... [--public | --pin | --link] [OPTION]...",
    description = {
      "Lets others get files and folders from here, until Ctrl-C.",
      "Unless said otherwise only peers you trust may get them."
    },
    sortOptions = false,
    footer = {
      "  ferry share photos --pin",
      "  ferry share photos --link --qr",
      "  ferry share photos notes.txt --public --limit 5MB/s"
    })
final class ShareCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;
  @Mixin private ListenFlags listen;
  @Mixin private FilterFlags filter;
  @Mixin private QrFlag qr;

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
  private final List<Path> paths = new ArrayList<>();

  @ArgGroup(exclusive = true)
  private final Audience audience = new Audience();

  /** Who may get it; at most one is given. */
  static final class Audience {
    @Option(names = "--public", order = 1, description = "Everybody who can reach this machine.")
    private boolean everybody;

    @Option(names = "--pin", order = 2, description = "Whoever types the PIN that is shown.")
    private boolean pin;

    @Option(names = "--link", order = 3, description = "Whoever has the link that is shown.")
    private boolean link;

    private Access access() {
      return everybody ? Access.PUBLIC : pin ? Access.PIN : link ? Access.LINK : Access.TRUSTED;
    }
  }

  @Override
  public Integer call() {
    return ferry.run(this::share);
  }

  private Ending share(Session session) throws Exception {
    Peer peer = session.peer();
    ListeningEnd listeningEnd = new ListeningEnd();
    session.watch(Narrator.Role.SERVES, listen.limit(), listeningEnd);
    ShareOptions options =
        ShareOptions.of(audience.access(), paths.toArray(Path[]::new))
            .withListen(listen.options(peer.receiveOptions().listen()))
            .withFilter(filter.filter(false))
            .withLimit(listen.limit());
    try (Sharing sharing = peer.share(options);
        Peer.Watch _ = peer.shares().watch(new EndOfShare(sharing, listeningEnd::leave))) {
      // Before anything is told: who reads it may press Ctrl-C at once.
      Stop stop = session.stopWith("Stopping.", listeningEnd::leave);
      announce(session, sharing);
      session.console().goLive(Duration.ZERO);
      if (peer.shares().find(sharing.id()).isEmpty()) {
        listeningEnd.leave();
      }
      listeningEnd.await(false, stop::requested);
      if (!stop.requested()) {
        session.console().say("This is not shared any more: it was ended on the page.");
      }
      return Ending.good();
    }
  }

  /** A share of the running peer can be ended by all who look at it. */
  private record EndOfShare(Sharing mine, Runnable leave) implements ShareListener {
    @Override
    public void began(LiveShare share) {
      // There are others.
    }

    @Override
    public void ended(LiveShare share) {
      if (share.sharing().id().equals(mine.id())) {
        leave.run();
      }
    }
  }

  private void announce(Session session, Sharing sharing) throws Exception {
    Self self = session.peer().self();
    Console console = session.console();
    List<String> lines = new ArrayList<>();
    lines.add(
        console.style().strong(Who.name(self.alias()))
            + " shares "
            + OfferText.amount(sharing.files(), sharing.bytes())
            + " with "
            + whom()
            + "; "
            + session.host().howToEnd());
    lines.add(
        "  "
            + Who.words(self.fingerprint())
            + Listeners.portHint(sharing.taken(), sharing.addresses().getFirst().port()));
    if (sharing.pin() != null) {
      lines.add("  PIN " + console.style().strong(sharing.pin()));
    }
    if (audience.access() == Access.LINK) {
      List<String> links = Listeners.linksWorthTelling(sharing.links());
      links.forEach(link -> lines.add("  ferry get '" + link + "'"));
      lines.addAll(CurlHint.lines(sharing, links.getFirst()));
    } else {
      for (PeerAddress address : Listeners.worthTelling(sharing.addresses())) {
        lines.add("  ferry ls " + Listeners.shortest(address));
      }
    }
    console.say(String.join("\n", lines));
    if (qr.isGiven()) {
      qr.showText(
          console,
          audience.access() == Access.LINK
              ? Listeners.linksWorthTelling(sharing.links()).getFirst()
              : Listeners.worthTelling(sharing.addresses()).getFirst().toString());
    }
    console.tell(() -> json(console.event("sharing"), self, sharing, audience.access()));
  }

  private String whom() {
    return switch (audience.access()) {
      case TRUSTED -> "peers you trust";
      case PUBLIC -> "EVERYBODY who can reach this machine";
      case PIN -> "whoever has the PIN";
      case LINK -> "whoever has the link";
    };
  }

  /** A share as an event. */
  static JsonLine json(JsonLine line, Self self, Sharing sharing, Access access) {
    EventJson.fingerprint(line.put("alias", self.alias()), self.fingerprint());
    Listeners.putTaken(line, sharing.taken());
    return line.put("share", sharing.id())
        .put("access", access.name().toLowerCase(Locale.ROOT))
        .put("pin", sharing.pin())
        .put("links", sharing.links())
        .put("addresses", sharing.addresses().stream().map(PeerAddress::toString).toList())
        .put("entries", sharing.entries())
        .put("files", sharing.files())
        .put("bytes", sharing.bytes());
  }
}
