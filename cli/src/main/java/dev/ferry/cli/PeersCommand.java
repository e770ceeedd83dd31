package dev.ferry.cli;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Keys;
import dev.ferry.cli.show.NearText;
import dev.ferry.peer.KnownPeerInfo;
import dev.ferry.peer.NearPeers;
import dev.ferry.peer.Peer;
import dev.ferry.peer.events.PeerJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry peers}. */
@Command(
    customSynopsis = "ferry peers [OPTION]...",
    description = {
      "Lists who is near: Ferries and apps of LocalSend in the same network, and the peers",
      "met so far that are away. On a terminal it goes on until a key is pressed."
    },
    sortOptions = false,
    footer = {
      "  ferry peers",
      "  ferry peers --scan    # where announcements do not get through",
      "  ferry peers --known"
    })
final class PeersCommand implements Callable<Integer> {
  private static final Duration USUAL = Duration.ofSeconds(3);
  private static final Duration IN_SHELL = Duration.ofMillis(500);
  private static final long LOOK_AGAIN_MILLIS = 200;

  @ParentCommand private FerryCommand ferry;

  @Option(
      names = "--known",
      order = 1,
      description = "Only the peers met so far; does not look around.")
  private boolean known;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      converter = Quantity.Span.class,
      order = 2,
      description = "Look around for so long, then list: 3s (unless said), 20s. No live list.")
  private @Nullable Duration wait;

  @Option(
      names = "--scan",
      order = 3,
      description = "Also ask every address of this machine's networks, one after the other.")
  private boolean scan;

  @Override
  public Integer call() {
    return ferry.run(this::list);
  }

  private Ending list(Session session) throws Exception {
    List<KnownPeerInfo> met = session.peer().known();
    if (known) {
      showKnown(session.console(), met, "No peer was met yet.");
      return Ending.good();
    }
    NearBoard board = new NearBoard();
    NearPeers near = session.peer().near();
    try (Peer.Watch _ = near.watch(board)) {
      if (wait == null && session.console().mayAsk() && !inShell(session)) {
        showLive(session, near, board);
      } else {
        lookAround(near, inShell(session) ? IN_SHELL : USUAL);
      }
    }
    show(session.console(), board, met);
    return Ending.good();
  }

  /** Who is near is known already where somebody looks around all the time. */
  private static boolean inShell(Session session) {
    return !session.host().ownsInput();
  }

  private void lookAround(NearPeers near, Duration usual) throws InterruptedException {
    long end = System.nanoTime() + (wait == null ? usual : wait).toNanos();
    if (scan) {
      near.scan();
    }
    long left = end - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  private void showLive(Session session, NearPeers near, NearBoard board) throws Exception {
    Console console = session.console();
    Stop stop = session.stopWith("Stopping.", () -> {});
    console.listing(width -> live(board, width));
    console.goLive(Duration.ZERO);
    if (scan) {
      Thread.ofVirtual().name("scan").start(() -> scan(near));
    }
    Keys keys = console.keys();
    keys.begin();
    try {
      int key = Keys.NONE;
      while (key == Keys.NONE && !stop.requested()) {
        key = keys.read(LOOK_AGAIN_MILLIS);
      }
    } finally {
      keys.end();
      console.listing(null);
    }
  }

  private static void scan(NearPeers near) {
    try {
      near.scan();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> live(NearBoard board, int width) {
    List<String> lines = new ArrayList<>(board.lines(width));
    lines.add(Columns.shorten("Looking around; any key ends it.", width));
    return lines;
  }

  private static void show(Console console, NearBoard board, List<KnownPeerInfo> met) {
    if (board.all().isEmpty()) {
      console.say("Nobody is near.");
    }
    int width = console.mayAsk() ? console.width() - 3 : NearText.USUAL;
    board
        .all()
        .forEach(peer ->
            console.show(
                () -> String.join("\n  ", NearText.lines(peer, width, console.style())),
                () -> PeerJson.near(console.event("near"), peer)));
    List<KnownPeerInfo> away = board.away(met);
    if (!away.isEmpty()) {
      console.say("\nMet before, and not near now:");
    }
    showKnown(console, away, "");
  }

  private static void showKnown(Console console, List<KnownPeerInfo> known, String ifNone) {
    if (known.isEmpty() && !ifNone.isEmpty()) {
      console.say(ifNone);
    }
    for (KnownPeerInfo peer : known) {
      console.show(
          () -> KnownPeerText.of(peer, console.style()),
          () -> PeerJson.known(console.event("peer"), peer));
    }
  }
}
