package dev.ferry.cli.show;

import dev.ferry.cli.Golden;
import dev.ferry.cli.Golden.Look;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.manifest.FileKinds;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.payload.Withdrawn;
import dev.ferry.peer.Finding;
import dev.ferry.peer.NearPeer;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PingReport;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Receipt;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What transfers look like from their first line to their last, and what is near and measured. */
class TransferGoldenTest {
  private static final long SECOND = 1_000_000_000L;
  private static final String NAME = "photos of the summer";
  private static final Fingerprint KEY = new Fingerprint("0123456789abcdef".repeat(4));

  private static final RemotePeer KITCHEN = Samples.peer("Kitchen");

  static List<Look> looks() {
    return Look.all().toList();
  }

  private static String told(Look look, Narrator.Role role, List<TransferEvent> events) {
    Golden.Page page = new Golden.Page();
    try (Screen screen = new Screen(page.stream(), page.stream())) {
      Narrator narrator =
          new Narrator(screen, look.style(), () -> 0, role, 0, false, GoingOn.byOthers());
      events.forEach(narrator::on);
    }
    return page.text();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aSendFromItsFirstLineToItsLast(Look look) throws IOException {
    Golden.in("show").check("send", look, told(look, Narrator.Role.DRIVES, story(Direction.SEND)));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aGetFromItsFirstLineToItsLast(Look look) throws IOException {
    Golden.in("show")
        .check("get", look, told(look, Narrator.Role.DRIVES, story(Direction.RECEIVE)));
  }

  private static List<TransferEvent> story(Direction way) {
    TransferId id = Samples.ID;
    long all = 2_700_000_000L;
    return List.of(
        new TransferEvent.Skipped(id, "photos/.cache/socket", "a socket", false),
        new TransferEvent.Connected(id, way, KITCHEN),
        new TransferEvent.Offered(
            id, way, KITCHEN, NAME, null, 1300, 1234, 2_810_000_000L, Samples.plan("0412.jpg")),
        new TransferEvent.Accepted(id, way, KITCHEN, NAME, 1204, all, all / 10, FileKinds.NONE),
        new TransferEvent.Progress(id, way, all / 2, all),
        new TransferEvent.Paused(id, way, Problem.NO_SPACE, "the disk of the inbox is full"),
        new TransferEvent.SourceWithdrawn(id, "photos/0413.jpg", "changed while it was read"),
        new TransferEvent.TextArrived(id, KITCHEN, "see you at eight\nbring the tickets"),
        new TransferEvent.Publishing(id, way),
        new TransferEvent.Ended(id, way, KITCHEN, NAME, completed()));
  }

  private static Outcome completed() {
    return new Outcome.Completed(
        new Receipt(
            1200,
            2_700_000_000L,
            30,
            2,
            List.of("photos/0412.jpg"),
            List.of(new Withdrawn(7, "photos/0413.jpg", "changed while it was read")),
            1,
            1,
            "/home/ann/Downloads",
            Map.of(Stage.DISK_WRITE, 20 * SECOND, Stage.NETWORK, 2 * SECOND)),
        new Outcome.Effort(
            2_700_000_000L,
            2_712_000_000L,
            12_000_000,
            25 * SECOND,
            Map.of(Stage.DISK_READ, SECOND, Stage.NETWORK, 22 * SECOND, Stage.HASH, SECOND),
            Samples.MEASURED,
            Map.of()));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void endsThatAreNotGood(Look look) throws IOException {
    List<TransferEvent> events = new ArrayList<>();
    for (Outcome outcome :
        List.of(
            new Outcome.Interrupted(Problem.UNREACHABLE, "Kitchen does not answer any more"),
            new Outcome.Interrupted(
                Problem.NO_SPACE, "the disk of /home/ann/Downloads is full, 1.20 GB are missing"),
            new Outcome.Failed(
                Problem.VERIFICATION,
                "chunk 17 arrived otherwise than it was sent, three times; a disk or memory may be"
                    + " broken"))) {
      events.add(new TransferEvent.Ended(Samples.ID, Direction.RECEIVE, KITCHEN, NAME, outcome));
    }
    Golden.in("show").check("ends", look, told(look, Narrator.Role.LISTENS, events));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theLinesOfTransfersUnderWay(Look look) throws IOException {
    AtomicLong now = new AtomicLong();
    Board board = new Board(now::get, look.style());
    List<String> names =
        List.of(NAME, "disk.img", "\u6771\u4eac 2026 \u2013 the tickets", "x", "y");
    for (int i = 0; i < names.size(); i++) {
      board.on(
          new TransferEvent.Accepted(
              id(i), way(i), KITCHEN, names.get(i), 9, total(i), 0, FileKinds.NONE));
    }
    for (int step = 1; step <= 50; step++) {
      now.set(step * SECOND / 10);
      for (int i = 0; i < names.size(); i++) {
        board.on(new TransferEvent.Progress(id(i), way(i), step * 11_200_000L / (i + 1), total(i)));
      }
    }
    board.on(new TransferEvent.Paused(id(1), way(1), Problem.UNREACHABLE, "Kitchen is gone"));
    Golden.in("show").check("under-way", look, String.join("\n", board.lines(look.columns())));
  }

  private static TransferId id(int which) {
    return new TransferId("abcdefgh234567abcdefgh234" + (char) ('a' + which));
  }

  private static Direction way(int which) {
    return which % 2 == 0 ? Direction.SEND : Direction.RECEIVE;
  }

  private static long total(int which) {
    return SECOND * (which + 1) * (which + 1) * (which + 1);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whoIsNear(Look look) throws IOException {
    List<String> lines = new ArrayList<>();
    for (NearPeer peer :
        List.of(
            near("Kitchen", NearPeer.Kind.DESKTOP, null, "192.168.1.20", Standing.TRUSTED),
            near("Ann's Pixel", NearPeer.Kind.MOBILE, "Pixel 9", "192.168.1.31", Standing.UNKNOWN),
            near(
                "\u62c9\u9762 laptop in the corner of the caf\u00e9",
                NearPeer.Kind.WEB,
                "Firefox",
                "fd00:12::c0de:4711",
                Standing.CHANGED))) {
      lines.addAll(NearText.lines(peer, look.columns(), look.style()));
    }
    Golden.in("show").check("near", look, String.join("\n", lines));
  }

  private static NearPeer near(
      String name, NearPeer.Kind kind, @Nullable String model, String host, Standing standing) {
    return new NearPeer(
        name,
        kind,
        model,
        new PeerAddress(host, 53317).expecting(KEY),
        KEY,
        standing == Standing.TRUSTED,
        standing,
        model == null,
        false,
        Instant.EPOCH);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whatPingAndDoctorFindOut(Look look) throws IOException {
    List<String> lines = new ArrayList<>(PingText.lines(ping(), look.style()));
    lines.add("");
    for (Finding finding :
        List.of(
            Finding.ok(Finding.Topic.PROGRAM, "Ferry 1.0, Java 25, Linux 6.12 on amd64"),
            new Finding(
                Finding.Topic.PORT,
                Finding.Level.NOTE,
                "TCP 53317 is used by localsend_app (process 4711), so Ferry would listen at 53318",
                "end it, or let whoever types the address add :53318",
                Map.of("port", 53318L)),
            new Finding(
                Finding.Topic.INBOX,
                Finding.Level.PROBLEM,
                "/home/ann/Downloads cannot be written",
                "make it writable, or say ferry receive --into another folder",
                Map.of()))) {
      lines.addAll(FindingText.lines(finding, "ferry ", look.columns(), look.style()));
    }
    lines.add(FindingText.summary(1, 1));
    Golden.in("show").check("measured", look, String.join("\n", lines));
  }

  private static PingReport ping() {
    return new PingReport(
        Samples.peer("Kitchen", Standing.TRUSTED),
        InetAddress.ofLiteral("192.168.1.20"),
        new Latency(5, 310_000, 350_000, 420_000),
        new Latency(5, 2_100_000, 2_300_000, 9_000_000),
        new Latency(10, 400_000, 450_000, 700_000),
        112_000_000,
        108_000_000);
  }
}
