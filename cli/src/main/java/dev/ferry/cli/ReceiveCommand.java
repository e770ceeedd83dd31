package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Narrator;
import dev.ferry.cli.show.Phrase;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.FileKind;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.ReceiveOptions;
import dev.ferry.peer.Receiving;
import dev.ferry.peer.Self;
import dev.ferry.peer.events.EventJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry receive}. */
@Command(
    customSynopsis = "ferry receive [--into DIR] [OPTION]...",
    description = "Waits for files and texts, and asks before it accepts them.",
    sortOptions = false,
    footer = {
      "  ferry receive --into inbox",
      "  ferry receive --accept known --pin",
      "  ferry receive --once --accept all --json   # for scripts"
    })
final class ReceiveCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;
  @Mixin private ListenFlags listen;
  @Mixin private PinFlags pin;
  @Mixin private QrFlag qr;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      order = 1,
      description =
          "Where files land, made if it is missing. Unless said what the settings say, or else the"
              + " Ferry folder in your downloads.")
  private @Nullable Path into;

  @Option(
      names = "--accept",
      paramLabel = "WHOM",
      order = 2,
      converter = OptionValues.Rule.class,
      description =
          "Who is let in without a question: ask (nobody), known (peers you trust, see ferry"
              + " trust), all (everybody). Unless said what the settings say, or else ask.")
  private @Nullable AcceptRule accept;

  @Option(names = "--once", order = 3, description = "End after one transfer.")
  private boolean once;

  @Option(
      names = "--on-clash",
      paramLabel = "HOW",
      order = 4,
      converter = OptionValues.Clash.class,
      description =
          "Files that exist here with other contents: rename (the new one becomes \"name (2)\";"
              + " the default), update (it takes the old one's place), skip, fail.")
  private @Nullable ClashPolicy clash;

  @Option(
      names = "--unsafe-links",
      order = 5,
      description = "Also make links that lead out of what was sent.")
  private boolean unsafeLinks;

  @Option(
      names = "--one-at-a-time",
      order = 8,
      description = "Let apps of LocalSend wait for each other, as they do among themselves.")
  private boolean oneAtATime;

  @Option(
      names = "--show",
      paramLabel = "KINDS",
      order = 9,
      split = ",",
      converter = OptionValues.Kinds.class,
      description =
          "Show what arrives if it is of these kinds: picture, csv, json, text, archive, document,"
              + " audio, video, program, other, or all.")
  private final List<OptionValues.SomeKinds> show = new ArrayList<>();

  @Override
  public Integer call() {
    return ferry.run(this::receive);
  }

  private Ending receive(Session session) throws Exception {
    try (ShownArrivals arrivals = new ShownArrivals(session.console(), kindsToShow())) {
      return receive(session, arrivals);
    }
  }

  private Set<FileKind> kindsToShow() {
    Set<FileKind> kinds = EnumSet.noneOf(FileKind.class);
    show.forEach(some -> kinds.addAll(some.kinds()));
    return kinds;
  }

  private Ending receive(Session session, ShownArrivals arrivals) throws Exception {
    Peer peer = session.peer();
    Console console = session.console();
    ListeningEnd listeningEnd = new ListeningEnd();
    session.watch(
        Narrator.Role.LISTENS,
        listen.limit(),
        event -> {
          arrivals.on(event);
          listeningEnd.on(event);
        });
    Stop stop = session.stopWith(listeningEnd::leave);
    AcceptRule rule = accept == null ? peer.acceptRule() : accept;
    Approver approver =
        session.host().approver(rule, console, who -> trust(session, who), stop::signalled);
    Ending ending;
    ReceiveOptions options = options(peer.receiveOptions(), session.host());
    try (Receiving receiving =
        Destination.in(options.into(), () -> peer.receive(options, approver))) {
      session.host().receives(receiving);
      announce(session, receiving, options, rule);
      console.goLive(Duration.ZERO);
      ending = listeningEnd.await(once, stop::requested);
    } finally {
      session.host().receives(null);
    }
    return stop.requested()
        ? afterStop(listeningEnd.resumable(), listeningEnd.cutShort(), session.command("receive"))
        : ending;
  }

  private ReceiveOptions options(ReceiveOptions usual, Host host) throws IOException {
    Path folder = into == null ? usual.into() : into;
    ReceiveOptions options =
        ReceiveOptions.into(folder.toAbsolutePath().normalize())
            .withListen(listen.options(usual.listen()))
            .withUnsafeLinks(unsafeLinks)
            .withPin(pin.pin(host))
            .withOneAtATime(oneAtATime)
            .withLimit(listen.limit());
    return clash == null ? options : options.withClash(clash);
  }

  /**
   * What can go on is told from what cannot: an app of LocalSend begins its files anew.
   *
   * @param command what lets the others go on
   */
  static Ending afterStop(int resumable, int cutShort, String command) {
    if (resumable + cutShort == 0) {
      return Ending.good();
    }
    String goesOn =
        resumable == 0
            ? ""
            : Units.count(resumable, "transfer")
                + " stopped before the end; what arrived is kept: start `"
                + command
                + "` again and the other side goes on";
    String ended =
        cutShort == 0
            ? ""
            : Units.count(cutShort, "transfer")
                + " from LocalSend ended; files that came whole are kept, the others must be sent"
                + " again from their beginning";
    return new Ending(Problem.INTERRUPTED, Phrase.and(goesOn, ended));
  }

  private static void trust(Session session, Fingerprint who) {
    try {
      session.peer().trust(who.hex());
    } catch (IOException e) {
      session.console().complain("ferry: cannot remember to trust it: " + Ending.of(e).message());
    }
  }

  private void announce(
      Session session, Receiving receiving, ReceiveOptions options, AcceptRule rule)
      throws IOException {
    Path folder = options.into();
    String secret = pin.toBeShown() ? options.pin() : null;
    Self self = session.peer().self();
    Console console = session.console();
    boolean asked = session.host().asksAboutOffers(console);
    console.say(
        console.style().strong(Who.name(self.alias()))
            + " receives into "
            + DisplayName.escape(folder.toString())
            + "; "
            + session.host().howToEnd()
            + "\n  "
            + Who.words(self.fingerprint())
            + Listeners.portHint(receiving.taken(), receiving.port())
            + Listeners.sendHint(receiving.addresses())
            + "\n  "
            + whoIsLetIn(rule, console, asked)
            + (options.pin() == null ? "" : ", and only with the PIN")
            + (secret == null ? "" : " " + console.style().strong(secret)));
    if (qr.isGiven()) {
      qr.show(console, receiving.addresses());
    }
    if (receiving.waiting() > 0) {
      console.say(
          Units.count(receiving.waiting(), "interrupted transfer")
              + " here can go on when the other side comes back");
    }
    console.tell(
        () -> json(console.event("listening"), self, receiving, folder, rule).put("pin", secret));
    if (rule == AcceptRule.ASK && !asked) {
      console.warn(
          "ferry: nobody can be asked here, so every offer will be declined: say --accept known"
              + " (peers you trust) or --accept all");
    }
  }

  private static String whoIsLetIn(AcceptRule rule, Console console, boolean asked) {
    return switch (rule) {
      case ASK -> asked ? "each offer is asked about" : "every offer is declined";
      case KNOWN -> "trusted peers are let in, others are " + (asked ? "asked about" : "declined");
      case ALL -> console.style().warning("everybody is let in");
    };
  }

  /** A listener as an event. */
  static JsonLine json(
      JsonLine line, Self self, Receiving receiving, Path folder, AcceptRule accept) {
    EventJson.fingerprint(line.put("alias", self.alias()), self.fingerprint())
        .put("port", receiving.port());
    Listeners.putTaken(line, receiving.taken());
    return line.put("addresses", receiving.addresses().stream().map(PeerAddress::toString).toList())
        .put("into", folder.toString())
        .put("accept", accept.word())
        .put("waiting", receiving.waiting());
  }
}
