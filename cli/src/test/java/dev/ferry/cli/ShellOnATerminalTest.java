package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.TreeMaker;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person types at the prompt, and sees, in the real program on a real terminal. */
@Timeout(300)
class ShellOnATerminalTest {
  private static final long BIG = 64L << 20;

  @TempDir private Path folder;

  @BeforeEach
  void makeAFile() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void offerIsAnnouncedAboveWhatIsBeingTypedAndIsAnswered() throws Exception {
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.terminal().type("transfers --disc");
      ann.enter("send notes.txt --to " + bob.address());
      bob.terminal().await("^  accept 1, or decline 1$", ShellPeer.LIMIT);
      bob.terminal().await("^ferry> transfers --disc$", ShellPeer.LIMIT);
      bob.terminal().await("1 offer waits: accept 1 or decline 1", ShellPeer.LIMIT);
      bob.terminal().press("C-c");
      bob.terminal().await("(?s)--disc$.*^ferry>$", ShellPeer.LIMIT);
      bob.enter("accept 1");
      bob.sees("Received notes.txt from ann: 1 file, 5 B");
      ann.sees("Sent notes.txt to bob: 1 file, 5 B");
      assertThat(bob.inbox().resolve("notes.txt")).hasContent("hello");

      ann.enter("send --text 'see you' --to " + bob.address());
      bob.sees("offers a text message: see you");
      bob.enter("decline not now");
      bob.sees("Declined .*from ann");
      ann.sees("bob declined: not now");
      ann.leaves();
      bob.leaves();
    }
  }

  @Test
  void offerShowsNamesKindsAndWhatIsInItsFirstFilesAboveWhatIsBeingTyped() throws Exception {
    Path goods = Files.createDirectories(folder.resolve("goods"));
    BufferedImage red = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
    red.createGraphics().fillRect(0, 0, 40, 20);
    ImageIO.write(red, "png", goods.resolve("1.png").toFile());
    Files.writeString(goods.resolve("2.csv"), "id,name\n1,Ann\n2,B\u001b[2Job\n");
    Files.writeString(goods.resolve("3\u001b[2J\n.json"), "{\"left\": [1, 2]}");
    for (int i = 10; i < 20; i++) {
      Files.writeString(goods.resolve("t" + i + ".txt"), "text " + i);
    }
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.terminal().type("transfers --disc");
      ann.enter("send goods/* --to " + bob.address());
      bob.terminal().await("accept 1, accept 1 some, or decline 1$", ShellPeer.LIMIT);
      bob.terminal().await("^ferry> transfers --disc$", ShellPeer.LIMIT);
      assertThat(bob.terminal().all())
          .containsPattern(
              "(?ms)^  1\\.png, 2\\.csv, 3\\\\u\\{001B}\\[2J\\\\n\\.json, t10.*,\\s+t16\\.txt\\s+and\\s+3\\s+more$")
          .containsPattern("(?m)^  10 texts, 1 picture, 1 table, 1 JSON file$")
          .containsPattern("(?m)^  the sender shows:$")
          .containsPattern("(?m)^    1\\.png .*40 × 20")
          .containsPattern("(?m)^    \\S*[▀▄█]")
          .containsPattern("(?m)^ +2 +B\\\\u\\{001B}\\[2Job$")
          .containsPattern("(?m)^ +\"left\": \\[")
          .containsPattern("(?m)^    text 10$")
          .doesNotContain("text 11");
      bob.terminal().press("C-c");
      bob.terminal().await("(?s)--disc$.*^ferry>$", ShellPeer.LIMIT);
      bob.enter("decline 1");
      ann.sees("bob declined");
      ann.leaves();
      bob.leaves();
    }
  }

  @Test
  void arrivalIsShownInTheTerminalsWidthAboveWhatIsBeingTyped() throws Exception {
    Files.writeString(folder.resolve("wide.txt"), "w".repeat(95) + "\nsecond\n");
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.enter("receive --show all --accept all --port " + bob.port());
      bob.sees("everybody is let in");
      bob.terminal().await("^ferry>$", ShellPeer.LIMIT);
      bob.terminal().type("transfers --disc");
      bob.terminal().await("^ferry> transfers --disc$", ShellPeer.LIMIT);
      ann.enter("send wide.txt --to " + bob.address());
      bob.terminal().await("^w{95}\nsecond\nferry> transfers --disc$", ShellPeer.LIMIT);
      bob.terminal().press("C-c");
      ann.sees("Sent wide.txt to bob");
      ann.leaves();
      bob.leaves();
    }
  }

  @Test
  void someOfAnOfferIsAccepted() throws Exception {
    new TreeMaker(folder.resolve("tree"), 1).file("a.txt", 10).file("b.bin", 20).done();
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      ann.enter("send tree --to " + bob.address());
      bob.sees("accept 1, accept 1 some, or decline 1");
      bob.enter("accept 1 nothing.like.this");
      bob.sees("Nothing here is called nothing.like.this");
      bob.enter("accept 1 some");
      bob.terminal().await("^Which\\?", ShellPeer.LIMIT);
      bob.enter("*.txt");
      bob.sees("Received tree from ann");
      assertThat(bob.inbox().resolve("tree/a.txt")).exists();
      assertThat(bob.inbox().resolve("tree/b.bin")).doesNotExist();
      ann.sees("Sent tree to bob");
      ann.leaves();
    }
  }

  @Test
  void severalTransfersRunBesideThePromptArePausedGoOnAndAreCancelled() throws Exception {
    new TreeMaker(folder, 2).file("first.bin", BIG).file("second.bin", BIG).done();
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      ann.enter("send first.bin --limit 2MB/s --to " + bob.address());
      bob.sees("accept 1, or");
      bob.enter("accept 1");
      ann.enter("send second.bin --limit 2MB/s --to " + bob.address());
      bob.sees("accept 2, or");
      bob.enter("accept 2");
      ann.terminal().await("(?s)^\\[1] first.*%.*^\\[2] second.*%", ShellPeer.LIMIT);
      bob.terminal().await("(?s)^\\[1] first.*%.*^\\[2] second.*%", ShellPeer.LIMIT);

      ann.enter("pause 1");
      ann.sees("\\[1] paused; resume 1 goes on\\.");
      bob.enter("pause 2");
      bob.sees("\\[2] paused, and its sender waits; resume 2 goes on, and so does the next start");
      ann.sees("second.bin: paused: the receiver has paused it");
      ann.enter("transfers");
      ann.sees("^\\[1] send first.bin.*: paused; resume 1 goes on");
      bob.enter("resume");
      bob.sees("\\[2] goes on within some seconds");
      bob.terminal().await("^\\[2] second.bin .*[1-9]\\d? %  ", ShellPeer.LIMIT);
      bob.enter("cancel 2");
      bob.sees("\\[2] cancelled\\.");
      ann.sees(
          "The receiver has dropped this transfer|the receiver cancelled: not wanted any more");
      assertThat(ann.terminal().all()).doesNotContainPattern("(?m)^[a-z2-7]{8}  to bob  first");
      ann.enter("resume 1 --limit 200MB/s");
      ann.sees("Sent first.bin to bob");
      assertThat(bob.inbox().resolve("first.bin")).hasSize(BIG);
      assertThat(bob.inbox().resolve("second.bin")).doesNotExist();
      bob.leaves();
    }
  }

  @Test
  void leavingWithTransfersUnderWayAsksAndKeepsThem() throws Exception {
    new TreeMaker(folder, 3).file("first.bin", BIG).done();
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      ann.enter("send first.bin --limit 2MB/s --to " + bob.address());
      bob.sees("accept 1, or");
      bob.enter("accept");
      ann.terminal().await("^\\[1] first.bin.*%", ShellPeer.LIMIT);
      ann.enter("exit");
      ann.sees("^Leave all the same\\? .*:");
      ann.enter("no");
      ann.terminal().await("^ferry>", ShellPeer.LIMIT);
      ann.terminal().press("C-d");
      ann.sees("(?s)Leave all the same.*Leave all the same");
      ann.enter("yes");
      assertThat(ann.terminal().exitCode(ShellPeer.LIMIT)).isZero();
      assertThat(ann.terminal().all())
          .containsPattern("go on with:\\s+ferry --home \\S+/ann --name ann resume \\w+")
          .doesNotContain("Exception", "\tat ");
      bob.sees("first.bin: paused");
    }
  }

  @Test
  void linesAreClearedBroughtBackAndKeptForTheOwnerAlone() throws Exception {
    try (ShellPeer ann = ShellPeer.open(folder, "ann")) {
      ann.terminal().type("send half a li");
      ann.terminal().await("^ferry> send half a li$", ShellPeer.LIMIT);
      ann.terminal().press("C-c");
      ann.terminal().await("(?s)half a li$.*^ferry>$", ShellPeer.LIMIT);
      assertThat(ann.terminal().all()).doesNotContain("Ctrl-D or exit leaves.");
      ann.terminal().press("C-c");
      ann.sees("Ctrl-D or exit leaves\\.");
      ann.enter("pwd");
      ann.sees("^nowhere; cd PEER");
      ann.enter("get https://127.0.0.1:1/ferry/v1/shares/secret");
      ann.sees("nothing listens at 127.0.0.1:1");
      ann.terminal().await("(?s)nothing listens.*^ferry>$", ShellPeer.LIMIT);
      ann.terminal().resize(60, 20);
      ann.terminal().press("Up");
      ann.terminal().await("^ferry> pwd$", ShellPeer.LIMIT);
      ann.terminal().resize(120, 30);
      ann.terminal().press("Enter");
      ann.sees("(?s)nowhere; cd PEER.*nowhere; cd PEER");
      ann.leaves();
      Path history = ann.home().resolve("shell-history");
      assertThat(Files.readString(history)).contains("pwd").doesNotContain("secret");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void remoteSharesAreWalkedThroughWithCompletionAndThePinIsAskedOnceAndNeverSeen()
      throws Exception {
    new TreeMaker(folder.resolve("goods"), 4).file("inner/deep file.txt", 9).done();
    Files.writeString(folder.resolve("goods/inner/deep\u001b[2J\nend.txt"), "hostile");
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.enter("share goods --pin");
      String pin = bob.terminal().awaitAnywhere("PIN (\\d{6})", ShellPeer.LIMIT).group(1);
      ann.enter("cd " + bob.address());
      ann.terminal().await("^PIN of bob:", ShellPeer.LIMIT);
      ann.enter(pin);
      ann.terminal().await("^" + bob.address() + ":/>", ShellPeer.LIMIT);
      ann.enter("ls");
      ann.sees("^ +goods/$");
      ann.terminal().type("cd go");
      ann.terminal().press("Tab");
      ann.terminal().await("/> cd goods/", ShellPeer.LIMIT);
      ann.terminal().press("Enter");
      ann.terminal().await(":/goods>", ShellPeer.LIMIT);
      ann.enter("ls inner");
      ann.sees("^ +7 B  deep\\\\u\\{001B}\\[2J\\\\nend\\.txt$");
      ann.terminal().type("get inn");
      ann.terminal().press("Tab");
      ann.terminal().await("/goods> get inner/", ShellPeer.LIMIT);
      ann.terminal().press("Tab");
      ann.terminal().await("get inner/deep\\\\ file.txt", ShellPeer.LIMIT);
      ann.enter("--into got");
      ann.sees("Received deep file.txt from bob");
      assertThat(folder.resolve("got/deep file.txt")).hasSize(9);
      ann.enter("cd ..");
      ann.enter("pwd");
      ann.sees("^" + bob.address() + ":/$");
      ann.enter("ping " + bob.address() + " --for 0s");
      ann.sees("^  a question takes +\\d");
      ann.enter("cd nowhere");
      ann.sees("shares nothing called \"nowhere\"");
      ann.enter("cd");
      ann.terminal().await("^ferry>", ShellPeer.LIMIT);
      bob.enter("cancel 1");
      bob.sees("is not shared any more");
      ann.leaves();
      assertThat(ann.terminal().all()).doesNotContain(pin);
      assertThat(ann.home().resolve("shell-history")).content().doesNotContain(pin);
    }
  }

  @Test
  void completionAndHintsKnowCommandsOptionsAndPathsAndKeysMayBePressedTooEarly() throws Exception {
    try (ShellPeer ann = ShellPeer.open(folder, "ann")) {
      ann.terminal().type("downl");
      ann.terminal().press("Tab");
      ann.terminal().await("^ferry> download HOST PORT FILENAME", ShellPeer.LIMIT);
      ann.terminal().press("C-c");
      ann.terminal().type("send not");
      ann.terminal().press("Tab");
      ann.terminal().await("^ferry> send notes.txt", ShellPeer.LIMIT);
      ann.terminal().type("--on-c");
      ann.terminal().press("Tab");
      ann.terminal().await("^ferry> send notes.txt --on-clash", ShellPeer.LIMIT);
      ann.terminal().type("upd");
      ann.terminal().press("Tab");
      ann.terminal().await("--on-clash update", ShellPeer.LIMIT);
      ann.terminal().press("C-c");
      ann.terminal().await("(?s)--on-clash update.*^ferry>$", ShellPeer.LIMIT);

      ann.enter("peers --wait 1s");
      ann.terminal().press("Up");
      ann.terminal().type("00ms");
      ann.terminal().await("^ferry> peers --wait 1s00ms$", ShellPeer.LIMIT);
      ann.terminal().press("C-c");
      ann.leaves();
    }
  }

  @Test
  void everyOtherCommandAnswersAtThePrompt() throws Exception {
    try (ShellPeer ann = ShellPeer.open(folder, "ann")) {
      List.of(
              new String[] {"help", "^  accept +let in what is offered"},
              new String[] {"help send", "Usage: ferry send PATH"},
              new String[] {"show notes.txt", "^notes.txt  text, 1 line, 5 B\nhello$"},
              new String[] {"show missing.txt", "ferry: .*missing.txt"},
              new String[] {"ping 127.0.0.1:1", "ferry: nothing listens at 127.0.0.1:1"},
              new String[] {"help pause", "^pause \\[N\\|ID]"},
              new String[] {"name", "^name +ann"},
              new String[] {"name Annie", "^name +Annie"},
              new String[] {"show notes.txt", "^hello$"},
              new String[] {"show missing", "ferry: .*missing"},
              new String[] {"ping 127.0.0.1:1", "nothing listens at 127.0.0.1:1"},
              new String[] {"identity", "^fingerprint +[0-9a-f]{64}"},
              new String[] {"peers --known", "No peer was met yet"},
              new String[] {"history", "Nothing has been sent or received yet"},
              new String[] {"transfers", "All transfers are finished"},
              new String[] {"ferry transfers", "(?s)finished.*finished"},
              new String[] {"trust nobody.at.all", "ferry: .*nobody.at.all"},
              new String[] {"forget nobody", "ferry: .*nobody"},
              new String[] {"pause", "nothing is under way"},
              new String[] {"cancel 7", "nothing has the number 7"},
              new String[] {"resume 9", "no unfinished transfer begins with 9"},
              new String[] {"accept", "no offer waits for an answer"},
              new String[] {"decline 3", "no offer 3 waits"},
              new String[] {"wait", "ferry> wait"},
              new String[] {"download 127.0.0.1 1 a.txt", "127.0.0.1:1"},
              new String[] {"download 127.0.0.1 http a.txt", "PORT"},
              new String[] {"ls 127.0.0.1:1", "(?s)127.0.0.1:1.*127.0.0.1:1"},
              new String[] {"send - --to 127.0.0.1:1", "standard input brings the commands"},
              new String[] {"send x --home /y --to z", "--home and --name belong to the start"},
              new String[] {"frob", "there is no command \"frob\"; help lists them"},
              new String[] {"send 'open", "a ' is not closed"},
              new String[] {"receive --into other", "ann receives into .*/other"})
          .forEach(step -> {
            ann.enter(step[0]);
            ann.sees(step[1]);
            ann.terminal().await("^ferry>$", ShellPeer.LIMIT);
          });
      ann.enter("quit");
      assertThat(ann.terminal().exitCode(ShellPeer.LIMIT)).isZero();
      assertThat(ann.terminal().all()).doesNotContain("Exception", "\tat ", "defect");
    }
  }

  @Test
  void hangUpLeavesTransfersResumableAndSaysSoWithTheExitCode() throws Exception {
    new TreeMaker(folder, 5).file("first.bin", BIG).done();
    try (ShellPeer bob = ShellPeer.open(folder, "bob")) {
      try (ShellPeer ann = ShellPeer.thatNotesItsEnd(folder, "ann")) {
        ann.enter("send first.bin --limit 2MB/s --to " + bob.address());
        bob.sees("accept 1, or");
        bob.enter("accept");
        ann.terminal().await("^\\[1] first.bin.* [1-9]\\d? %", ShellPeer.LIMIT);
      }
      Path end = folder.resolve("ann-end");
      Awaitility.await().atMost(ShellPeer.LIMIT).until(() -> Files.exists(end));
      assertThat(end).hasContent("5");
      bob.sees("first.bin: paused");
      try (ShellPeer again = ShellPeer.open(folder, "ann")) {
        again.enter("resume --limit 500MB/s");
        again.sees("Sent first.bin to bob");
        again.leaves();
      }
      assertThat(bob.inbox().resolve("first.bin")).hasSize(BIG);
    }
  }
}
