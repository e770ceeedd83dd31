package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Program;
import dev.ferry.testkit.TmuxTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code receive} is told in the shell holds on, and what else two shells do for each other.
 */
@Timeout(300)
class ShellReceivingTest {
  @TempDir private Path folder;

  @Test
  void laterOptionsAreAddedToEarlierOnesAndDoctorLooksAtWhatHolds() throws Exception {
    try (ShellPeer ann = ShellPeer.open(folder, "ann")) {
      ann.enter("receive --into other --pin");
      String pin =
          ann.terminal().awaitAnywhere("only with the PIN (\\d{6})", ShellPeer.LIMIT).group(1);
      ann.enter("receive --show csv");
      ann.sees("That is: receive --into other --pin --show csv; receive alone goes back");
      ann.sees("(?s)(receives into \\S+/other; .*only with the PIN " + pin + ".*){2}");
      ann.enter("receive --frob");
      ann.sees("(?s)--frob.*receives into \\S+/other; .*only with the PIN " + pin);
      ann.enter("doctor");
      ann.sees("^(ok|note|problem) +inbox +\\S+/other");
      ann.sees("^ok +port +TCP \\d+: this Ferry listens there$");
      ann.sees("above|as it should be");
      ann.enter("receive");
      ann.sees(
          "(?s)/other; .*receives into \\S+/ann-inbox; ((?!PIN).)*each offer is asked about\n");
      ann.leaves();
    }
  }

  @Test
  void filesAreDownloadedAndTheWayIsMeasuredAtThePrompt() throws Exception {
    Files.createDirectory(folder.resolve("goods"));
    Files.writeString(folder.resolve("goods/notes.txt"), "hello");
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.enter("share goods --public");
      bob.sees("bob shares 1 file");
      ann.enter("download 127.0.0.1 " + bob.port() + " notes.txt");
      ann.sees("Received notes.txt from bob");
      assertThat(folder.resolve("notes.txt")).hasContent("hello");
      ann.enter("ping " + bob.address() + " --for 0s");
      ann.sees("TCP connects in");
      ann.enter("history");
      ann.sees("notes.txt.*bob");
      ann.leaves();
    }
  }

  @Test
  void whoLeavesAtTheFirstQuestionHasBegunNothing() throws Exception {
    Path home = folder.resolve("home");
    Program ferry = Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");
    try (TmuxTerminal ann = TmuxTerminal.start(ferry, folder, 80, 24, "--home", home.toString())) {
      ann.await("Another name, or Enter:$", ShellPeer.LIMIT);
      ann.press("C-c");
      assertThat(ann.exitCode(ShellPeer.LIMIT)).isEqualTo(5);
      assertThat(ann.all()).contains("left before anything had begun").doesNotContain("receives");
    }
  }

  @Test
  void commandIsNotTakenForTheNameOfTheMachine() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(home.resolve("settings.conf"), "port = 0\nalias = box\n");
    Program ferry = Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");
    try (TmuxTerminal ann = TmuxTerminal.start(ferry, folder, 80, 24, "--home", home.toString())) {
      ann.await("as box\\. Another name, or Enter:$", ShellPeer.LIMIT);
      ann.enter("send x --to bob");
      ann.awaitAnywhere("That is a command", ShellPeer.LIMIT);
      ann.await("(?s)That is a command.*or Enter:$", ShellPeer.LIMIT);
      ann.enter("My box");
      ann.await("^1 to 7, or Enter", ShellPeer.LIMIT);
      ann.enter("exit");
      assertThat(ann.exitCode(ShellPeer.LIMIT)).isZero();
      assertThat(ann.all()).contains("This is My box").doesNotContain("Exception", "\tat ");
    }
  }
}
