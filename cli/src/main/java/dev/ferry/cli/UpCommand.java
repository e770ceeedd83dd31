package dev.ferry.cli;

import dev.ferry.cli.ask.DeskApprover;
import dev.ferry.cli.ask.OfferApprover;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.GoingOn;
import dev.ferry.cli.show.Narrator;
import dev.ferry.cli.show.Phrase;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.page.Browser;
import dev.ferry.page.HomeServer;
import dev.ferry.page.PageOptions;
import dev.ferry.page.PageServer;
import dev.ferry.page.api.RunningPeer;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.Peer;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.Self;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry up}. */
@Command(
    customSynopsis = "ferry up [--no-open] [--into DIR] [OPTION]...",
    description = {
      "Runs this peer with its page and opens that in the browser, until Ctrl-C. Offers are",
      "answered there, or here."
    },
    sortOptions = false,
    footer = {"  ferry up", "  ferry up --no-open --accept known   # on a server"})
final class UpCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65_535;

  @ParentCommand private FerryCommand ferry;
  @Mixin private ListenFlags listen;

  @Option(
      names = "--no-open",
      order = 1,
      description = "Do not open the browser; the link is told all the same.")
  private boolean quietly;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      order = 2,
      description =
          "Where files land, made if it is missing. Unless said what the settings say, or else the"
              + " Ferry folder in your downloads.")
  private @Nullable Path into;

  @Option(
      names = "--accept",
      paramLabel = "WHOM",
      order = 3,
      converter = OptionValues.Rule.class,
      description =
          "Who is let in without a question: ask (nobody), known (peers you trust, see ferry"
              + " trust), all (everybody). Unless said what the settings say, or else ask.")
  private @Nullable AcceptRule accept;

  @Option(
      names = "--page-port",
      paramLabel = "N",
      order = 4,
      description = "The page at exactly this port of this machine, instead of any free one.")
  private int pagePort;

  @Override
  public Integer call() {
    return ferry.run(this::up);
  }

  private Ending up(Session session) throws Exception {
    if (!session.host().ownsInput()) {
      throw Ending.usage("this shell runs as the peer already; page opens its page");
    }
    if (pagePort < 0 || pagePort > LAST_PORT) {
      throw Ending.usage("--page-port is 0 to " + LAST_PORT);
    }
    Peer peer = session.peer();
    Console console = session.console();
    GoingOn goingOn = end -> peer.drives(end.id()) ? session.howToGoOn(end) : "";
    ListeningEnd listeningEnd = new ListeningEnd(peer::drives);
    session.watch(Narrator.Role.LISTENS, listen.limit(), goingOn, listeningEnd);
    Stop stop = session.stopWith(listeningEnd::leave);
    Acceptance acceptance = new Acceptance(rule(peer));
    try (Desk desk = Desk.of(peer, acceptance, by -> OfferApprover.tell(console, by))) {
      DeskApprover approver =
          DeskApprover.at(desk, acceptance, console, who -> trust(session, who), stop::signalled);
      ReceiveOptions options = options(peer.receiveOptions());
      AtomicReference<@Nullable Receiving> now = new AtomicReference<>();
      try (HomeServer server = server(session.host(), desk, acceptance, now::get);
          Receiving receiving =
              Destination.in(options.into(), () -> peer.receive(options, approver));
          PageServer page = PageServer.open(server.api(), new PageOptions(pagePort));
          Peer.Watch _ = NearLines.watch(peer, console)) {
        now.set(receiving);
        announce(session, receiving, options, acceptance.rule(), page);
        console.goLive(Duration.ZERO);
        listeningEnd.await(false, stop::requested);
      }
      peer.close();
      RunningTransfers.awaitEnd(desk);
    }
    return end(session, listeningEnd);
  }

  private AcceptRule rule(Peer peer) throws IOException {
    return accept == null ? peer.acceptRule() : accept;
  }

  private ReceiveOptions options(ReceiveOptions usual) throws TransferException {
    Path folder = into == null ? usual.into() : into;
    return ReceiveOptions.into(folder.toAbsolutePath().normalize())
        .withListen(listen.options(usual.listen()))
        .withLimit(listen.limit());
  }

  private static HomeServer server(
      Host host, Desk desk, Acceptance acceptance, Supplier<@Nullable Receiving> receiving)
      throws IOException {
    RunningPeer running =
        new RunningPeer(
            host.peer(),
            desk,
            acceptance,
            () -> Optional.ofNullable(receiving.get()),
            Version.number());
    Optional<HomeServer> server = HomeServer.open(running);
    if (server.isEmpty()) {
      throw OtherProcess.runs(host);
    }
    return server.get();
  }

  private static void trust(Session session, Fingerprint who) {
    try {
      session.peer().trust(who.hex());
    } catch (IOException e) {
      session.console().complain("ferry: cannot remember to trust it: " + Ending.of(e).message());
    }
  }

  private void announce(
      Session session,
      Receiving receiving,
      ReceiveOptions options,
      AcceptRule rule,
      PageServer page)
      throws IOException {
    Self self = session.peer().self();
    Console console = session.console();
    console.say(
        console.style().strong(Who.name(self.alias()))
            + " is up; "
            + session.host().howToEnd()
            + "\n  "
            + Who.words(self.fingerprint())
            + Listeners.portHint(receiving.taken(), receiving.port())
            + Listeners.sendHint(receiving.addresses())
            + "\n  receives into "
            + DisplayName.escape(options.into().toString()));
    if (receiving.waiting() > 0) {
      console.say(
          Units.count(receiving.waiting(), "interrupted transfer")
              + " here can go on when the other side comes back");
    }
    URI link = page.link();
    PageLink.tell(session, link.toString(), !quietly && Browser.open(self.home(), link));
    console.tell(() ->
        ReceiveCommand.json(console.event("listening"), self, receiving, options.into(), rule));
  }

  private static Ending end(Session session, ListeningEnd listeningEnd) {
    Ending others =
        ReceiveCommand.afterStop(
            listeningEnd.resumable(), listeningEnd.cutShort(), session.command("up"));
    int own = listeningEnd.resumableHere();
    return own == 0
        ? others
        : new Ending(
            Problem.INTERRUPTED,
            Phrase.and(
                others.message(),
                Units.count(own, "transfer")
                    + " that this side began stopped before the end; what arrived is kept, go on"
                    + " with: "
                    + session.command("resume")));
  }
}
