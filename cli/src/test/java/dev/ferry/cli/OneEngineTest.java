package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Shell, page and commands of a home are views of one running peer: what began in one is seen,
 * paused, answered and ended in the others. Real processes; the page is a script at its API.
 */
@Timeout(300)
class OneEngineTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BIG = 24 << 20;
  private static final String SLOWLY = "{\"bytesPerSecond\":2000000}";
  private static final String LINK = "http://127\\.0\\.0\\.1:(\\d+)/#t=";
  private static final String TRANSFERS = "/api/v1/transfers";
  private static final String SHARES = "/api/v1/shares";
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1")
          .with("DISPLAY", "")
          .with("WAYLAND_DISPLAY", "");

  @TempDir private Path folder;

  @BeforeEach
  void makeHomes() throws IOException {
    for (String name : new String[] {"ann", "bob"}) {
      Path home = Files.createDirectories(folder.resolve(name));
      Path inbox = folder.resolve(name + "-inbox");
      Files.writeString(
          home.resolve("settings.conf"), "inbox = " + inbox + "\nport = 0\naccept = all\n");
    }
    Files.writeString(folder.resolve("note.txt"), "hello");
    Files.write(folder.resolve("big.bin"), new byte[BIG]);
  }

  private FerryProcess start(String name, String... words) {
    Program ferry = FERRY.and("--home", folder.resolve(name).toString());
    return FerryProcess.start(folder, ferry, words);
  }

  private FerryProcess.Finished run(String name, String... words) {
    try (FerryProcess process = start(name, words)) {
      process.endInput();
      int code = process.exitCode(LIMIT);
      return new FerryProcess.Finished(code, process.output(), process.errors());
    }
  }

  private static String addressOf(FerryProcess up) {
    return "127.0.0.1:" + up.awaitOutput("ferry send FILE --to \\S+?:(\\d+)$", LIMIT).group(1);
  }

  private static void awaitError(FerryProcess process, String text) {
    await().atMost(LIMIT).until(() -> String.join("\n", process.errors()).contains(text));
  }

  @Test
  void whatBeganInTheShellIsPausedOnThePageAndTheOtherWayRound() throws Exception {
    try (FerryProcess bob = start("bob", "up", "--no-open");
        FerryProcess ann = start("ann")) {
      String to = addressOf(bob);
      ann.type("page --no-open");
      String port = ann.awaitOutput(LINK, LIMIT).group(1);
      try (PageScript page = new PageScript(folder.resolve("ann"), port)) {
        ann.type("send big.bin --to " + to + " --limit 2MB/s");
        String moving = "\"number\":(\\d+),\"transfer\":\"([a-z2-7]{26})\".*\"state\":\"moving\"";
        String id = page.await(TRANSFERS, moving).group(2);
        page.post(TRANSFERS + "/" + id + "/pause", "{}", 202);
        awaitError(ann, "go on with: resume " + id.substring(0, 8));

        page.post(TRANSFERS + "/" + id + "/resume", SLOWLY, 202);
        String number = page.await(TRANSFERS, moving).group(1);
        ann.type("transfers");
        ann.awaitOutput("^\\[" + number + "\\] big\\.bin", LIMIT);
        ann.type("pause " + number);
        ann.awaitOutput("\\[" + number + "\\] paused; resume " + number + " goes on", LIMIT);
        assertThat(page.get(TRANSFERS + "/" + id))
            .contains("\"state\":\"ended\"", "\"result\":\"interrupted\"", "\"resumable\":true");
        ann.type("resume " + number);
        ann.awaitOutput("Sent big.bin to", LIMIT);
        assertThat(page.get(TRANSFERS + "/" + id))
            .contains("\"number\":" + number + ",", "\"result\":\"completed\"");
        assertThat(folder.resolve("bob-inbox/big.bin")).hasSize(BIG);

        String note = "\"" + folder.resolve("note.txt") + "\"";
        page.post(
            TRANSFERS, "{\"kind\":\"send\",\"to\":\"" + to + "\",\"paths\":[" + note + "]}", 202);
        ann.awaitOutput("Sent note.txt to", LIMIT);
        sharesAreSeenAndEndedFromBothSides(ann, page, note);
        ann.type("exit");
        ann.assertExit(Problem.INTERRUPTED.exitCode(), LIMIT);
        assertThat(String.join("\n", ann.errors())).doesNotContain("Exception");
      }
    }
  }

  private static void sharesAreSeenAndEndedFromBothSides(
      FerryProcess ann, PageScript page, String note) throws Exception {
    ann.type("share note.txt --public");
    String share =
        page.await(SHARES, "\"share\":\"([^\"]+)\",\"title\":\"note.txt\",\"paths\":\\[" + note)
            .group(1);
    page.delete(SHARES + "/" + share);
    ann.awaitOutput("This is not shared any more: it was ended on the page", LIMIT);

    page.post(SHARES, "{\"paths\":[" + note + "],\"access\":\"public\"}", 201);
    String number =
        ann.awaitOutput("\\[(\\d+)\\] note.txt is shared on the page; cancel", LIMIT).group(1);
    ann.type("transfers");
    ann.awaitOutput("\\[" + number + "\\] note.txt: shared on the page", LIMIT);
    ann.type("cancel " + number);
    page.await(SHARES, "\"shares\":\\[\\]");
  }

  @Test
  void questionAtThePromptEndsWhenTheOfferIsAnsweredOnThePage() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("a.txt"), "a");
    Files.writeString(photos.resolve("b.txt"), "b");
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        FerryProcess bob = start("bob", "send", "photos", "--to", ann.address())) {
      ann.enter("page --no-open");
      String port = ann.terminal().awaitAnywhere(LINK, LIMIT).group(1);
      ann.sees("accept 1 some, or decline 1");
      ann.enter("accept 1 some");
      ann.terminal().await("Which\\? Numbers", LIMIT);
      try (PageScript page = new PageScript(ann.home(), port)) {
        acceptFirst(page);
      }
      ann.sees("\\[1\\] Accepted \\(page\\): photos from");
      ann.terminal().await("^ferry> ?$", LIMIT);
      assertThat(ann.terminal().screen()).doesNotContain("Which?");
      ann.enter("pwd");
      ann.sees("nowhere; cd PEER");
      bob.assertExit(0, LIMIT);
      assertThat(ann.inbox().resolve("photos/b.txt")).hasContent("b");
      ann.leaves();
    }
  }

  private static void acceptFirst(PageScript page) throws Exception {
    String waiting =
        "\"offers\":\\[\\{\"number\":1,\"transfer\":\"(\\w+)\".*?\"since\":\"([^\"]+)\"";
    Matcher offer = page.await("/api/v1/state", waiting);
    String answer = "{\"since\":\"" + offer.group(2) + "\",\"accept\":\"all\"}";
    page.post("/api/v1/offers/" + offer.group(1) + "/answer", answer, 200);
  }

  @Test
  void secondShellLetsTheRunningPeerMoveItsTransfersAndAllSeeThem() throws Exception {
    try (FerryProcess bob = start("bob", "up", "--no-open");
        FerryProcess ann = start("ann", "up", "--no-open")) {
      String to = addressOf(bob);
      ann.awaitOutput("#t=", LIMIT);
      try (FerryProcess second = start("ann")) {
        second.type("send note.txt --to " + to);
        second.awaitOutput("beside process " + ann.pid() + ", the running peer", LIMIT);
        second.awaitOutput("Sent note.txt to", LIMIT);
        ann.awaitOutput("Sent note.txt to", LIMIT);
        String id = movedIdOfOneThatIsPausedIn(second, to);
        second.type("resume " + id);
        second.awaitOutput("Sent big.bin to", LIMIT);
        second.type("exit");
        second.assertExit(0, LIMIT);
      }
      assertThat(folder.resolve("bob-inbox/big.bin")).hasSize(BIG);
      assertThat(run("ann", "transfers").text()).contains("All transfers are finished.");
    }
  }

  private String movedIdOfOneThatIsPausedIn(FerryProcess second, String to) {
    try (FerryProcess send =
        start("ann", "send", "big.bin", "--to", to, "--limit", "2MB/s", "--json")) {
      send.awaitOutput("\"event\":\"progress\"", LIMIT);
      String whole = send.awaitOutput("\"transfer\":\"([a-z2-7]{26})\"", LIMIT).group(1);
      String id = whole.substring(0, 8);
      assertThat(run("ann", "transfers").text())
          .contains(id, " % of 25", "under way in the Ferry that runs")
          .doesNotContain("resume");
      assertThat(run("ann", "transfers", "--json").text())
          .contains("\"transfer\":\"" + whole + "\"", "\"state\":\"moving\"");
      second.type("pause " + id);
      second.awaitOutput("Paused\\.", LIMIT);
      send.assertExit(Problem.INTERRUPTED.exitCode(), LIMIT);
      return id;
    }
  }
}
