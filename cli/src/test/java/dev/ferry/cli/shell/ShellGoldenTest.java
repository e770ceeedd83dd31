package dev.ferry.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.cli.Golden;
import dev.ferry.cli.Golden.Look;
import dev.ferry.cli.Golden.Mask;
import dev.ferry.cli.RealCommands;
import dev.ferry.cli.show.Asker;
import dev.ferry.cli.show.TerminalSize;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.KnownPeers;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.Sharing;
import dev.ferry.store.DrivenState;
import dev.ferry.store.DrivenStore;
import dev.ferry.store.History;
import dev.ferry.store.HistoryDetails;
import dev.ferry.store.HistoryEntry;
import dev.ferry.store.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jline.reader.Completer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the shell looks like: its welcome, its help, its menu, its lists and its errors. */
class ShellGoldenTest {
  private static final String WORDS = "^  [A-Za-z]+(?: [A-Za-z]+){7}$";
  private static final String EIGHT =
      "  absurd adroitness allow amulet atlas barbecue beehive bookshelf";
  private static final Fingerprint KITCHEN = new Fingerprint("0123456789abcdef".repeat(4));
  private static final Fingerprint CAFE = new Fingerprint("fedcba9876543210".repeat(4));

  @TempDir private Path folder;
  private Path home;
  private final Golden.Page page = new Golden.Page();
  private final Queue<String> typed = new ArrayDeque<>();

  static List<Look> looks() {
    return Look.all().toList();
  }

  @BeforeEach
  void furnish() throws IOException {
    home = folder.resolve("home");
    Home made = Home.at(home);
    Files.writeString(
        home.resolve("settings.conf"),
        "alias = Attic\ninbox = " + folder.resolve("inbox") + "\nport = 0\n");
    Files.writeString(folder.resolve("report.pdf"), "%PDF-1.7\n", UTF_8);
    KnownPeers known = KnownPeers.in(made);
    known.remember(KITCHEN, "Kitchen", "192.168.1.20:53317");
    known.trust(KITCHEN);
    known.remember(
        CAFE, "\u62c9\u9762 laptop in the corner of the caf\u00e9", "[fd00:12::c0de]:53317");
  }

  /** A person whose answers are known before. */
  private final class Scripted implements Talk, Asker {
    private final Talk waits = new ScriptTalk();
    private final int columns;

    Scripted(int columns) {
      this.columns = columns;
    }

    @Override
    public int attend(Job job) {
      return waits.attend(job);
    }

    @Override
    public int begin(Job job) {
      return waits.begin(job);
    }

    @Override
    public int settle(Job job) {
      return waits.settle(job);
    }

    @Override
    public Optional<String> ask(String question, String initial, Completer completer) {
      @Nullable String answer = typed.poll();
      page.stream().println((question + " " + (answer == null ? "^C" : answer)).strip());
      return Optional.ofNullable(answer);
    }

    @Override
    public boolean idle(String text, BooleanSupplier came) {
      page.stream().println(text);
      return false;
    }

    @Override
    public Optional<String> ask(String question, boolean secret, BooleanSupplier stopping) {
      return ask(question, "", (line, parsed, candidates) -> {});
    }

    @Override
    public TerminalSize size() {
      return new TerminalSize(columns, 24);
    }
  }

  /** What happens in the shell. */
  private interface Scene {
    void in(Interpreter interpreter, Resident resident, Scripted person) throws Exception;
  }

  private String seen(Look look, Scene scene) throws Exception {
    Scripted person = new Scripted(look.columns());
    Front front =
        new Front(
            LineSink.to(page.stream()::println),
            LineSink.to(page.stream()::println),
            look.style(),
            person,
            false,
            false);
    PeerOptions options = PeerOptions.at(home);
    try (Resident resident = new Resident(Peer.open(options), options, front, RealCommands.all())) {
      scene.in(new Interpreter(resident, person), resident, person);
    }
    return page.text();
  }

  private String seenAfter(Look look, String... lines) throws Exception {
    return seen(
        look,
        (interpreter, resident, person) -> {
          for (String line : lines) {
            page.stream().println("ferry> " + line);
            interpreter.run(line);
          }
        });
  }

  private Mask here() {
    return Mask.literal(folder.toString(), "/home/ann");
  }

  @ParameterizedTest
  @MethodSource("looks")
  void whoeverComesForTheFirstTimeIsWelcome(Look look) throws Exception {
    typed.addAll(List.of("Ann\u200b", "Ann's attic"));
    Scripted person = new Scripted(look.columns());
    Front front = new Front(page.stream(), page.stream(), look.style(), person, false, false);
    Newcomer newcomer = Newcomer.meet(PeerOptions.at(home), front, person, RealCommands.all());
    try (Resident resident =
        new Resident(newcomer.peer(), PeerOptions.at(home), front, RealCommands.all())) {
      Shell.greet(resident);
      Job receiving =
          resident.job(
              List.of("receive", "--address", "127.0.0.1", "--port", "0"), Commands.Kind.RECEIVE);
      receiving.start();
      person.begin(receiving);
    }
    Golden.in("shell")
        .check(
            "welcome",
            look,
            page.text(),
            here(),
            Mask.of(WORDS, EIGHT),
            Mask.of("127\\.0\\.0\\.1:\\d{4,5}", "127.0.0.1:40000"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theHelpOfTheShell(Look look) throws Exception {
    Golden.in("shell").check("help", look, seenAfter(look, "help", "help accept", "help get"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void theMenuAndItsMistakes(Look look) throws Exception {
    String report = folder.resolve("report.pdf").toString();
    typed.addAll(List.of("9", "1", folder.resolve("missing.txt").toString(), report));
    typed.addAll(List.of("300 men", "127.0.0.1", "70000", "1", ""));
    typed.addAll(List.of("3", report, "no", "", "6", "", "7"));
    Golden.in("shell")
        .check(
            "menu",
            look,
            seen(look, (interpreter, resident, person) -> interpreter.run("menu")),
            here());
  }

  @ParameterizedTest
  @MethodSource("looks")
  void listsOfWhatIsNotFinishedAndOfWhoWasMet(Look look) throws Exception {
    try (var _ = DrivenStore.in(Home.at(home)).create(unfinished())) {
      Golden.in("shell")
          .check(
              "lists",
              look,
              seenAfter(look, "transfers", "peers --known"),
              Mask.of("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "2026-11-21 16:20"));
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void historyAndAllThatIsKnownOfATransfer(Look look) throws Exception {
    History history = History.in(Home.at(home));
    history.record(received());
    history.record(text());
    history.record(sent());
    history.record(broken());
    Golden.in("shell")
        .check(
            "history",
            look,
            seenAfter(look, "history", "history abcdefgh", "history bcdefgha", "history zebra"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void mistakesAreToldInASentenceThatSaysWhatToDo(Look look) throws Exception {
    Path pin = Files.writeString(folder.resolve("pin.txt"), "000000\n");
    Files.createDirectory(folder.resolve("photos"));
    ShareOptions share =
        ShareOptions.of(ShareOptions.Access.PIN, folder.resolve("report.pdf"))
            .withListen(ListenOptions.port(0).on(InetAddress.ofLiteral("127.0.0.1")));
    try (Peer other = Peer.open(PeerOptions.at(folder.resolve("other")).withAlias("Cellar"));
        Sharing sharing = other.share(share)) {
      String at = "127.0.0.1:" + sharing.addresses().getFirst().port();
      String seen =
          seenAfter(
              look,
              "frobnicate",
              "sedn report.pdf",
              "send '" + folder + "/missing.txt' --to 192.168.1.20",
              "send '" + folder + "/report.pdf' --to 127.0.0.1:99999",
              "send '" + folder + "/report.pdf' --to 127.0.0.1:1",
              "send '" + folder + "/report.pdf' --to 127.0.0.1:1 --on-clash perhaps",
              "get " + at + " report.pdf --pin-file " + pin,
              "ls 127.0.0.1:1",
              "ping 127.0.0.1:1",
              "download 127.0.0.1 70000 report.pdf",
              "show '" + folder + "/missing.csv'",
              "show '" + folder + "/photos'",
              "show '" + folder + "/report.pdf'",
              "resume zebra",
              "resume",
              "accept 7",
              "forget zebra",
              "cd 'unfinished");
      Golden.in("shell").check("mistakes", look, seen, here(), Mask.literal(at, "127.0.0.1:40000"));
    }
  }

  private static Instant at(int hour, int minute) {
    return LocalDateTime.of(2026, 11, 21, hour, minute).atZone(ZoneId.systemDefault()).toInstant();
  }

  private DrivenState unfinished() {
    return new DrivenState(
        "cdefghab234567abcdefgh2345",
        "Kitchen",
        KITCHEN.hex(),
        "192.168.1.20:53317",
        "holiday in the mountains",
        null,
        List.of(new DrivenState.Root("/home/ann/holiday", "holiday")),
        Map.of("kind", "push", "protocol", "DIRECT"),
        at(15, 2));
  }

  private static HistoryEntry entry(
      String id, String direction, String title, long[] amount, String[] end, HistoryDetails more) {
    return new HistoryEntry(
        id,
        direction,
        "Kitchen",
        KITCHEN.hex(),
        "192.168.1.20:53317",
        title,
        title,
        null,
        amount[0],
        amount[1],
        at(14, (int) amount[2]),
        at(14, (int) amount[2]).plusSeconds(25),
        end[0],
        end[1],
        amount[1] / 25,
        12_000_000,
        end[2],
        more,
        "direct");
  }

  private static HistoryEntry received() {
    return entry(
        "abcdefgh234567abcdefgh2345",
        HistoryEntry.RECEIVED,
        "photos of the summer",
        new long[] {1204, 2_700_000_000L, 5},
        new String[] {HistoryEntry.COMPLETED, "", "/home/ann/Downloads"},
        measured());
  }

  private static HistoryEntry sent() {
    return entry(
        "bcdefgha234567abcdefgh2345",
        HistoryEntry.SENT,
        "\u6771\u4eac 2026 \u2013 all that we wrote down, and the tickets",
        new long[] {3, 48_200, 31},
        new String[] {HistoryEntry.COMPLETED, "", ""},
        new HistoryDetails(
            Map.of("text", 2L, "document", 1L),
            900_000,
            1,
            700_000,
            700_000,
            700_000,
            0,
            List.of(),
            Map.of(),
            Map.of()));
  }

  private static HistoryEntry text() {
    return new HistoryEntry(
        "defghabc234567abcdefgh2345",
        HistoryEntry.RECEIVED,
        "Pixel 9",
        "",
        "192.168.1.31:53317",
        "",
        "",
        "see you at eight, and bring the tickets: https://example.org/tickets/4711",
        0,
        72,
        at(14, 12),
        at(14, 12).plusMillis(120),
        HistoryEntry.COMPLETED,
        "",
        600,
        0,
        "",
        null,
        "localsend");
  }

  private static HistoryEntry broken() {
    return entry(
        "efghabcd234567abcdefgh2345",
        HistoryEntry.SENT,
        "disk.img",
        new long[] {1, 64_000_000_000L, 48},
        new String[] {"unreachable", "Kitchen does not answer any more. Is the machine on?", ""},
        measured());
  }

  private static HistoryDetails measured() {
    long second = 1_000_000_000L;
    List<Long> speed =
        java.util.stream.IntStream.range(0, 50)
            .mapToObj(i -> i == 30 ? 0L : Math.round(5.4e7 * (1 + 0.4 * Math.sin(i / 4.0))))
            .toList();
    return new HistoryDetails(
        Map.of("picture", 1100L, "video", 104L),
        12_000_000,
        26,
        380_000,
        410_000,
        2_100_000,
        second / 2,
        speed,
        Map.of("disk-read", second, "network", 22 * second),
        Map.of("disk-write", 20 * second, "network", 2 * second));
  }
}
