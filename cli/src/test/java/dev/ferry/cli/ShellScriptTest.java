package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.SafeText;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands from standard input, into the real program. */
@Timeout(300)
class ShellScriptTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;

  @BeforeEach
  void makeAFile() throws IOException {
    Files.writeString(folder.resolve("it's notes.txt"), "hello");
  }

  @Test
  void scriptDrivesTwoPeersAndOffersAreAcceptedInIt() throws Exception {
    try (FerryProcess bob = start("bob");
        FerryProcess ann = start("ann")) {
      bob.type("# what bob does");
      String port = bob.awaitOutput("--to \\S+?:(\\d+)$", LIMIT).group(1);
      ann.type("send \"it's notes.txt\" --to 127.0.0.1:" + port + "   # quoted");
      bob.awaitOutput("accept 1, or decline 1", LIMIT);
      bob.type("accept 1");
      ann.awaitOutput("Sent it's notes.txt to bob", LIMIT);
      ann.type("exit");
      ann.assertExit(0, LIMIT);
      bob.endInput();
      bob.assertExit(0, LIMIT);
      assertThat(folder.resolve("bob-inbox/it's notes.txt")).hasContent("hello");
    }
  }

  @Test
  void getAsksThePeerThatCdHasGoneToWhateverItsNameMeansByNow() throws Exception {
    // Others in this network may be called bob.
    String name = "bob-" + UUID.randomUUID();
    try (FerryProcess bob = start(name);
        FerryProcess ann = start("ann")) {
      bob.type("share \"it's notes.txt\" --public");
      String port = bob.awaitOutput("--to \\S+?:(\\d+)$", LIMIT).group(1);
      bob.awaitOutput("cancel 1 ends it", LIMIT);
      write(ann, "ls 127.0.0.1:" + port, "trust " + name, "cd " + name, "forget " + name);
      write(ann, "get \"it's notes.txt\" --into got", "exit");
      ann.assertExit(0, LIMIT);
      assertThat(folder.resolve("got/it's notes.txt")).hasContent("hello");
    }
  }

  @Test
  void whatComesUnderTheIdOfWhatIsSentIsKeptApartFromIt() throws Exception {
    try (FerryProcess ann = start("ann")) {
      ann.type("# sends to herself");
      String port = ann.awaitOutput("--to \\S+?:(\\d+)$", LIMIT).group(1);
      write(ann, "receive --accept all --port " + port);
      write(ann, "send \"it's notes.txt\" --to 127.0.0.1:" + port);
      write(ann, "receive --accept ask --port " + port, "exit");
      ann.assertExit(0, LIMIT);
      assertThat(folder.resolve("ann-inbox/it's notes.txt")).hasContent("hello");
    }
  }

  @Test
  void exitCodeIsThatOfTheFirstCommandThatFailedItsLineIsNamedAndTheOthersRun() throws Exception {
    try (FerryProcess ann = start("ann")) {
      write(ann, "", "# comment", "ls 127.0.0.1:1", "frob", "pwd", "menu", "send 'open");
      ann.endInput();
      ann.assertExit(4, LIMIT);
      assertThat(String.join("\n", ann.output())).contains("nowhere; cd PEER");
      assertThat(String.join("\n", ann.errors()))
          .contains(
              "nothing listens at 127.0.0.1:1",
              "ferry: line 3 failed with exit code 4",
              "there is no command \"frob\"",
              "ferry: line 4 failed with exit code 2",
              "the menu needs a terminal",
              "a ' is not closed",
              "ferry: line 7 failed with exit code 2")
          .doesNotContain("line 5")
          .doesNotContain("Exception", "dumb");
    }
  }

  @Test
  void namesThatAPeerChoseAreTextInNoticesListingsAndOffers() throws Exception {
    String hostile = "esc\u001b[2J\u202e\u009b1m\r\nferry: you won\u2028.txt";
    Path goods = Files.createDirectories(folder.resolve("goods"));
    Files.writeString(goods.resolve(hostile), "x");
    Files.writeString(goods.resolve("b"), "x");
    try (FerryProcess bob = start("bob\u001b[1m\u202eb\u009b");
        FerryProcess ann = start("ann")) {
      bob.type("share goods --public");
      ann.type("# what ann sees");
      String toAnn = "127.0.0.1:" + ann.awaitOutput("--to \\S+?:(\\d+)$", LIMIT).group(1);
      String toBob = "127.0.0.1:" + bob.awaitOutput("--to \\S+?:(\\d+)$", LIMIT).group(1);
      bob.awaitOutput("shares 2 files", LIMIT);
      write(ann, "ls " + toBob + " goods", "cd " + toBob + "/goods", "ls", "pwd", "cd");
      ann.awaitOutput("^127.0.0.1:.*/goods$", LIMIT);
      bob.type("send goods --to " + toAnn);
      ann.awaitOutput("accept 1, accept 1 some, or decline 1", LIMIT);
      ann.type("decline 1");
      bob.type("send goods/* --to " + toAnn);
      ann.awaitOutput("accept 2, accept 2 some, or decline 2", LIMIT);
      write(ann, "transfers", "accept 2", "wait", "history", "peers --known", "exit");
      ann.assertExit(0, LIMIT);
      String told = String.join("\n", ann.output()) + String.join("\n", ann.errors());
      assertThat(told)
          .contains("bob\\u{001B}[1m", "esc\\u{001B}[2J\\u{202E}\\u{009B}1m\\r\\nferry")
          .doesNotContain("\nferry: you won");
      SafeText.check(told);
    }
  }

  @Test
  void exitEndsTheScript() throws Exception {
    try (FerryProcess ann = start("ann")) {
      write(ann, "exit", "frob");
      ann.assertExit(0, LIMIT);
      assertThat(ann.errors()).isEmpty();
    }
  }

  @Test
  void withoutAnyInputItIsTheWelcome() {
    FerryProcess.Finished finished = FerryProcess.run(FERRY, LIMIT);
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.text()).startsWith("Ferry moves files").contains("ferry demo");
  }

  @Test
  void nobodyIsAskedInAScriptAndNoCommandIsTakenForAnAnswer() throws Exception {
    try (FerryProcess bob = start("bob");
        FerryProcess ann = start("ann")) {
      bob.type("");
      String port = bob.awaitOutput("--to \\S+?:(\\d+)$", LIMIT).group(1);
      ann.type("send \"it's notes.txt\" --to 127.0.0.1:" + port);
      bob.awaitOutput("accept 1, or decline 1", LIMIT);
      write(bob, "accept 1 some", "pwd", "decline 1 not now");
      ann.endInput();
      ann.assertExit(3, LIMIT);
      bob.endInput();
      bob.assertExit(2, LIMIT);
      assertThat(String.join("\n", bob.errors())).contains("nobody can be asked here; say which");
      assertThat(String.join("\n", bob.output())).contains("nowhere; cd PEER").contains("Declined");
      assertThat(folder.resolve("bob-inbox/it's notes.txt")).doesNotExist();
    }
  }

  @Test
  void withJsonEveryLineIsAnEventAndEveryCommandTellsItsExit() throws Exception {
    Path shared = Files.createDirectories(folder.resolve("shared"));
    Files.writeString(shared.resolve("a.txt"), "a");
    try (FerryProcess bob = start("bob");
        FerryProcess ann = start("ann", "--json")) {
      bob.type("share shared --public");
      String port = bob.awaitOutput("ferry ls \\S+?:(\\d+)", LIMIT).group(1);
      write(ann, "pwd", "help", "help accept", "cd 127.0.0.1:" + port, "ls", "cd shared", "ls");
      write(ann, "pwd", "cd", "frob", "pause 9", "exit");
      ann.assertExit(2, LIMIT);
      assertThat(ann.output()).allMatch(line -> line.startsWith("{\"v\":1,") && line.endsWith("}"));
      assertThat(ann.output().stream().filter(line -> line.contains("\"event\":\"exit\"")))
          .hasSize(12);
      assertThat(String.join("\n", ann.output()))
          .contains(
              "\"path\":\"shared\",\"kind\":\"folder\"",
              "\"path\":\"shared/a.txt\",\"kind\":\"file\"")
          .contains("\"word\":\"accept\",\"usage\"", "\"event\":\"place\"");
    }
  }

  private FerryProcess start(String name, String... more) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        home.resolve("settings.conf"),
        "inbox = " + folder.resolve(name + "-inbox") + "\nport = 0\n");
    List<String> words = new ArrayList<>(List.of("--home", home.toString(), "--name", name));
    words.addAll(List.of(more));
    return FerryProcess.start(folder, FERRY, words.toArray(String[]::new));
  }

  private static void write(FerryProcess process, String... lines) throws IOException {
    process.input().write((String.join("\n", lines) + "\n").getBytes(UTF_8));
    process.input().flush();
  }
}
