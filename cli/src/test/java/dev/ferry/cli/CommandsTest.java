package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Style;
import dev.ferry.peer.GetOptions;
import dev.ferry.peer.ListenOptions;
import dev.ferry.peer.Peer;
import dev.ferry.peer.PeerOptions;
import dev.ferry.peer.ShareOptions;
import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.peer.Sharing;
import dev.ferry.testkit.Requires;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands as somebody types them, against real peers over real sockets, in this process. */
@Timeout(120)
class CommandsTest {
  private static final Pattern PORT = Pattern.compile("\"port\":(\\d+)");
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeAFile() throws IOException {
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void fileTravelsAndBothSidesEndWell() throws Exception {
    Run receiver = receiver("inbox");
    Run sender = ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(sender.code()).isZero();
    assertThat(receiver.code()).isZero();
    assertThat(folder.resolve("inbox/notes.txt")).hasContent("hello");
    assertThat(sender.out())
        .containsPattern("bob at 127\\.0\\.0\\.1:\\d+, unknown: .* these words do:")
        .contains("bob accepted: 1 file, 5 B to send")
        .contains("Sent notes.txt to bob: 1 file, 5 B in ");
    assertThat(sender.err()).isEmpty();
  }

  @Test
  void jsonIsNothingButDocumentedEventsAndEndsWithTheExit() throws Exception {
    Run receiver = receiver("inbox");
    Run sender =
        ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port(), "--json");
    assertThat(sender.code()).isZero();
    assertThat(receiver.code()).isZero();
    String documented = Files.readString(Path.of("..", "docs", "events.md"));
    for (Run run : List.of(sender, receiver)) {
      List<String> names = events(run);
      assertThat(names).allSatisfy(name -> assertThat(documented).contains("| `" + name + "` |"));
      assertThat(names).contains("accepted", "ended").last().isEqualTo("exit");
    }
  }

  @Test
  void textArrives() throws Exception {
    Run receiver = receiver("inbox");
    Run sender = ferry("ann", "send", "--text", "see you", "--to", "127.0.0.1:" + receiver.port());
    assertThat(sender.code()).isZero();
    assertThat(sender.out()).contains("Sent the text to bob");
    assertThat(receiver.code()).isZero();
    assertThat(receiver.out()).contains("\"event\":\"text\"", "\"text\":\"see you\"");
  }

  @Test
  void quietSaysNothing() throws Exception {
    Run receiver = receiver("inbox");
    Run sender =
        ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port(), "--quiet");
    assertThat(sender.code()).isZero();
    assertThat(sender.out() + sender.err()).isEmpty();
  }

  @Test
  void trustedPeerCanBeNamedAndNobodyElse() throws Exception {
    Run first = receiver("inbox");
    String address = "127.0.0.1:" + first.port();
    ferry("ann", "send", file.toString(), "--to", address);
    assertThat(first.code()).isZero();
    assertThat(ferry("ann", "ls", "bob").err())
        .contains("of those that are away only trusted peers can be named");
    assertThat(ferry("ann", "trust", "bob").code()).isZero();
    Run second = receiver("inbox");
    assertThat(ferry("ann", "send", file.toString(), "--to", "BO").err())
        .contains(address)
        .doesNotContain(":" + second.port());
    assertThat(ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + second.port()).code())
        .isZero();
    assertThat(ferry("ann", "send", file.toString(), "--to", "BO").err())
        .contains("127.0.0.1:" + second.port());
    address = "127.0.0.1:" + second.port();
    assertThat(ferry("ann", "peers", "--known").out()).contains("bob, trusted, at " + address);
    assertThat(ferry("ann", "forget", "bob").out()).isEqualTo("Forgotten: bob\n");
    assertThat(ferry("ann", "peers", "--known").out()).isEqualTo("No peer was met yet.\n");
    assertThat(ferry("ann", "forget", "bob").code()).isEqualTo(17);
  }

  @Test
  void missingAddressIsAnsweredWithThoseThatAreKnown() throws Exception {
    Run before = ferry("ann", "send", file.toString());
    assertThat(before.code()).isEqualTo(2);
    assertThat(before.err()).contains("--to HOST[:PORT]", "`ferry receive` tells it");
    Run receiver = receiver("inbox");
    ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(ferry("ann", "send", file.toString()).err())
        .contains("peers met before: bob at 127.0.0.1:" + receiver.port());
  }

  @Test
  void whatIsSharedIsListedAndGot() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("two\nlines \u001b[31m.txt"), "hello");
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.PUBLIC, photos))) {
      String address = "127.0.0.1:" + sharing.addresses().getFirst().port();
      assertThat(ferry("ann", "ls", address).out()).contains("photos/").doesNotContain("two");
      assertThat(ferry("ann", "ls", address, "photos").out())
          .contains("photos/two\\nlines \\u{001B}[31m.txt");
      assertThat(ferry("ann", "ls", address, "--json").out())
          .contains("\"event\":\"file\"", "\"path\":\"photos\",\"kind\":\"folder\"");
      assertThat(ferry("ann", "ls", address, "nothing").code()).isEqualTo(17);
      Run got = ferry("ann", "get", address, "photos", "--into", folder.resolve("got").toString());
      assertThat(got.code()).as(got.err()).isZero();
      assertThat(folder.resolve("got/photos/two\nlines \u001b[31m.txt")).hasContent("hello");
      assertThat(got.out()).contains("Received photos from bob: 1 file, 5 B");
      assertThat(ferry("ann", "get", address).code()).isEqualTo(2);
    }
  }

  @Test
  void pinComesFromAFileAndAWrongOneIsForbidden() throws Exception {
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.PIN, file))) {
      String address = "127.0.0.1:" + sharing.addresses().getFirst().port();
      Path right = Files.writeString(folder.resolve("right"), sharing.pin() + "\n");
      Path wrong = Files.writeString(folder.resolve("wrong"), "nonsense\n");
      String into = folder.resolve("got").toString();
      Run refused =
          ferry("a", "get", address, "notes.txt", "--into", into, "--pin-file", wrong.toString());
      assertThat(refused.code()).isEqualTo(9);
      Run got =
          ferry("b", "get", address, "notes.txt", "--into", into, "--pin-file", right.toString());
      assertThat(got.code()).as(got.err()).isZero();
      assertThat(folder.resolve("got/notes.txt")).hasContent("hello");
    }
  }

  @Test
  void stoppedGetFromAPinShareIsResumedWithThePinAndLosesNothingWithoutIt() throws Exception {
    Path big = folder.resolve("big");
    Files.write(big, new byte[24 << 20]);
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.PIN, big).withLimit(16 << 20))) {
      stopInTheMiddle(sharing);
      Path right = Files.writeString(folder.resolve("right"), sharing.pin() + "\n");

      Run without = ferry("ann", "resume");
      assertThat(without.code()).isEqualTo(9);
      assertThat(without.err()).contains("PIN");
      Run with = ferry("ann", "resume", "--pin-file", right.toString());

      assertThat(with.code()).as(with.err()).isZero();
      assertThat(with.out()).contains("going on where it stopped");
      assertThat(folder.resolve("got/big")).hasSameBinaryContentAs(big);
    }
  }

  /** As Ctrl-C does it: the peer is closed while bytes flow. */
  private void stopInTheMiddle(Sharing sharing) throws Exception {
    GetOptions options =
        GetOptions.of(sharing.addresses().getFirst(), folder.resolve("got"), "big")
            .withPin((peer, again) -> sharing.pin());
    CompletableFuture<Void> flowing = new CompletableFuture<>();
    FutureTask<Outcome> stopped;
    try (Peer ann = Peer.open(PeerOptions.at(folder.resolve("ann")))) {
      ann.watch(event -> {
        if (event instanceof TransferEvent.Progress progress && progress.done() > 5 << 20) {
          flowing.complete(null);
        }
      });
      FutureTask<Outcome> get = new FutureTask<>(() -> ann.get(options));
      Thread.ofPlatform().daemon().start(get);
      flowing.get(SOON.toSeconds(), TimeUnit.SECONDS);
      stopped = get;
    }
    assertThat(stopped.get().problem()).isEqualTo(Problem.INTERRUPTED);
  }

  @Test
  void missingFileAndSilentPortHaveTheirCodes() throws Exception {
    Run receiver = receiver("inbox");
    String address = "127.0.0.1:" + receiver.port();
    Run missing = ferry("ann", "send", folder.resolve("no such").toString(), "--to", address);
    assertThat(missing.code()).isEqualTo(10);
    assertThat(missing.err()).hasLineCount(1).startsWith("ferry: ").contains("no such");
    assertThat(ferry("ann", "send", file.toString(), "--to", address).code()).isZero();
    assertThat(receiver.code()).isZero();
    Run silent = ferry("ann", "send", file.toString(), "--to", "127.0.0.1:1");
    assertThat(silent.code()).isEqualTo(4);
    assertThat(silent.err()).hasLineCount(1).contains("127.0.0.1:1");
  }

  @Test
  void listingsOfAFreshHomeAreFriendly() throws Exception {
    assertThat(ferry("ann", "history").out()).isEqualTo("Nothing has been sent or received yet.\n");
    assertThat(ferry("ann", "transfers").out()).isEqualTo("All transfers are finished.\n");
    assertThat(ferry("ann", "peers", "--known").out()).isEqualTo("No peer was met yet.\n");
    assertThat(ferry("ann", "resume").out())
        .isEqualTo("Nothing waits to be resumed from this side.\n");
    assertThat(ferry("ann", "resume", "abc").code()).isEqualTo(17);
    assertThat(ferry("ann", "transfers", "--discard", "abc").code()).isEqualTo(17);
    assertThat(ferry("ann", "identity").out())
        .containsPattern("name +ann\nwords +(\\w+ ){7}\\w+\nfingerprint +[0-9a-f]{64}\nhome ");
  }

  @Test
  void historyTellsWhatHappened() throws Exception {
    Run receiver = receiver("inbox");
    ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(receiver.code()).isZero();
    assertThat(ferry("ann", "history").out())
        .containsPattern(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  to bob  notes.txt  1 file, 5 B, .*ok");
    assertThat(ferry("bob", "history").out()).containsPattern("from ann  notes.txt  1 file, 5 B");
  }

  @Test
  void curlLineOfALinkWorksGoesOnAndHoldsTheServerToItsKey() throws Exception {
    Requires.command("curl", "the line for curl");
    Path odd = Files.writeString(folder.resolve("it's 100% ä.txt"), "0123456789");
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.LINK, odd))) {
      String link = sharing.links().getFirst();
      String line = CurlHint.lines(sharing, link).getLast();
      Path download = Files.createDirectory(folder.resolve("curl"));
      assertThat(shell(download, line)).isZero();
      Path stored = onlyFileIn(download);
      assertThat(stored).hasContent("0123456789");
      Files.writeString(stored, "01x");
      assertThat(shell(download, line)).isZero();
      assertThat(stored).hasContent("01x3456789");
      String other = line.replaceAll("sha256//.", "sha256//" + (line.contains("//A") ? "B" : "A"));
      assertThat(shell(download, other)).isEqualTo(90);
    }
  }

  @Test
  void refusalIsASentenceForCurl() throws Exception {
    Requires.command("curl", "what curl is told");
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.LINK, file))) {
      String link = sharing.links().getFirst().replaceAll("#.*", "");
      assertThat(shell(folder, "curl -sk -o told '" + link + "/files/nothing'")).isZero();
      assertThat(folder.resolve("told")).hasContent("nothing of that name is shared\n");
      String wrong = link.substring(0, link.length() - 4) + "aaaa/files/notes.txt";
      assertThat(shell(folder, "curl -sk -o told '" + wrong + "'")).isZero();
      assertThat(Files.readString(folder.resolve("told"))).doesNotContain("{").endsWith("\n");
      assertThat(shell(folder, "curl -sk -H 'Accept: application/json' -o told '" + wrong + "'"))
          .isZero();
      assertThat(Files.readString(folder.resolve("told"))).contains("urn:ferry:problem:");
    }
  }

  @Test
  void linkComesFromAFile() throws Exception {
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.LINK, file))) {
      Path link = Files.writeString(folder.resolve("link"), sharing.links().getFirst() + "\n");
      assertThat(ferry("ann", "ls", "--link-file", link.toString()).out()).contains("notes.txt");
      String into = folder.resolve("got").toString();
      Run got = ferry("ann", "get", "--link-file", link.toString(), "--into", into);
      assertThat(got.code()).as(got.err()).isZero();
      assertThat(folder.resolve("got/notes.txt")).hasContent("hello");
      Run none = ferry("ann", "get", "--link-file", file.toString());
      assertThat(none.code()).isEqualTo(2);
      assertThat(none.err()).hasLineCount(1).contains("no link");
    }
    assertThat(ferry("ann", "get").code()).isEqualTo(2);
  }

  private static Path onlyFileIn(Path download) throws IOException {
    try (Stream<Path> files = Files.list(download)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static int shell(Path in, String line) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", line).directory(in.toFile()).inheritIO().start();
    assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void badNameIsRefusedAtOnce() throws Exception {
    for (String name : List.of("a".repeat(65), "", " bob", "b\u202eob", "two\nlines")) {
      for (List<String> typed :
          List.of(
              List.of("--name", name, "send", file.toString(), "--to", "127.0.0.1:1"),
              List.of("identity", "--set-name", name))) {
        Run run = new Run(with(List.of("--home", folder.resolve("ann").toString()), typed));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).containsPattern("--(set-)?name ");
      }
    }
  }

  @Test
  void nameIsStoredForLaterRuns() throws Exception {
    List<String> home = List.of("--home", folder.resolve("ann").toString());
    Run set = new Run(with(home, List.of("identity", "--set-name", "Änne's nas")));
    assertThat(set.code()).isZero();
    assertThat(set.out()).containsPattern("name +Änne's nas\n");
    Run later = new Run(with(home, List.of("identity")));
    assertThat(later.code()).isZero();
    assertThat(later.out()).containsPattern("name +Änne's nas\n");
  }

  @Test
  void addressInThePlaceOfAPathIsNoticed() throws Exception {
    Run run = ferry("ann", "send", file.toString(), "192.168.1.20");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("did you mean --to 192.168.1.20?");
    assertThat(ferry("ann", "send", "nas:7000", "--to", "127.0.0.1:1").err())
        .contains("did you mean --to nas:7000?");
    assertThat(ferry("ann", "send", "a:b", "--to", "127.0.0.1:1").code()).isEqualTo(10);
  }

  @Test
  void clashThatMustFailNamesTheFile() throws Exception {
    Files.createDirectories(folder.resolve("inbox"));
    Files.writeString(folder.resolve("inbox/notes.txt"), "something else");
    Run receiver = receiver("inbox");
    String address = "127.0.0.1:" + receiver.port();
    Run sender = ferry("ann", "send", file.toString(), "--to", address, "--on-clash", "fail");
    assertThat(sender.code()).isEqualTo(15);
    assertThat(sender.err()).contains("notes.txt exists there with other contents");
    assertThat(ferry("ann", "send", file.toString(), "--to", address).code()).isZero();
    assertThat(receiver.code()).isZero();
  }

  @Test
  void linkWithAWrongFingerprintSaysWhatIsThereAndWhatShouldBe() throws Exception {
    try (Peer bob = Peer.open(PeerOptions.at(folder.resolve("bob")).withAlias("bob"));
        Sharing sharing = bob.share(share(Access.LINK, file))) {
      String link = sharing.links().getFirst();
      String wrong = link.substring(0, link.indexOf('#') + 1) + "0123456789abcdef".repeat(4);
      Run got = ferry("ann", "get", wrong, "--into", folder.resolve("got").toString());
      assertThat(got.code()).isEqualTo(8);
      assertThat(got.err())
          .hasLineCount(1)
          .contains(bob.self().fingerprint() + " is there", "cdef should be", "new link");
    }
  }

  @Test
  void hintToGoOnHoldsInAnyFolderAndForTheSameName() throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("my home"));
    try (Session session =
        new Session(console(), new OwnProcess(PeerOptions.at(relative).withAlias("Ann's")))) {
      assertThat(session.command("resume abc"))
          .isEqualTo(
              "ferry --home '" + folder.resolve("my home") + "' --name 'Ann'\\''s' resume abc");
    }
  }

  private static Console console() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return new Console(
        new Console.Setting(Console.Manner.PLAIN, Style.plain(), false),
        nowhere,
        nowhere,
        InstantSource.system());
  }

  private static List<String> with(List<String> first, List<String> then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }

  @Test
  void portOutOfRangeAndTooManyConnectionsAreUsage() throws Exception {
    assertThat(ferry("ann", "receive", "--port", "65536").code()).isEqualTo(2);
    assertThat(ferry("ann", "send", "x", "--to", "h", "--connections", "17").code()).isEqualTo(2);
    assertThat(ferry("ann", "history", "--last", "0").code()).isEqualTo(2);
    assertThat(ferry("ann", "send", "a", "-", "--to", "127.0.0.1").code()).isEqualTo(2);
  }

  private static ShareOptions share(Access access, Path path) {
    return ShareOptions.of(access, path)
        .withListen(ListenOptions.port(0).on(InetAddress.ofLiteral("127.0.0.1")));
  }

  /** A receiver that lets everybody in and ends after one transfer. */
  private Run receiver(String inbox) {
    Run run =
        begin(
            "bob",
            "receive",
            "--into",
            folder.resolve(inbox).toString(),
            "--port",
            "0",
            "--address",
            "127.0.0.1",
            "--accept",
            "all",
            "--once",
            "--json");
    await().atMost(SOON).until(() -> run.out().contains("listening"));
    return run;
  }

  private Run ferry(String home, String... args) throws Exception {
    Run run = begin(home, args);
    run.code();
    return run;
  }

  private Run begin(String home, String... args) {
    List<String> all =
        new ArrayList<>(List.of("--home", folder.resolve(home).toString(), "--name", home));
    all.addAll(List.of(args));
    return new Run(all);
  }

  private static List<String> events(Run run) {
    return run.out()
        .lines()
        .map(line -> Jsonb.builder().build().type(Object.class).map().fromJson(line))
        .map((Map<String, Object> fields) -> String.valueOf(fields.get("event")))
        .toList();
  }

  /** One command, running or ended. */
  private static final class Run {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> code;

    Run(List<String> args) {
      Terminals none = new Terminals(false, false, null, false);
      code =
          CompletableFuture.supplyAsync(
              () -> Main.run(args, stream(out), stream(err), none),
              task -> Thread.ofPlatform().daemon().start(task));
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
      return new PrintStream(bytes, true, UTF_8);
    }

    int code() throws Exception {
      return code.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    String out() {
      return out.toString(UTF_8);
    }

    String err() {
      return err.toString(UTF_8);
    }

    int port() {
      Matcher matcher = PORT.matcher(out());
      if (!matcher.find()) {
        throw new AssertionError("no port in " + out());
      }
      return Integer.parseInt(matcher.group(1));
    }
  }
}
