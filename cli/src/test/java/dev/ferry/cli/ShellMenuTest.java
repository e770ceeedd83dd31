package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.TreeMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole tree of the menu, as somebody who is new walks it in the real program. */
@Timeout(300)
class ShellMenuTest {
  private static final String MENU = "^1 to 7, or Enter for the prompt:$";

  @TempDir private Path folder;

  @Test
  void everyKindIsSentAndWrongAnswersAreToldAndAskedAgain() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "hello");
    Files.writeString(folder.resolve("tab.csv"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("it.json"), "{}");
    Files.write(folder.resolve("dot.png"), new byte[] {1, 2, 3});
    try (ShellPeer bob = ShellPeer.open(folder, "bob");
        ShellPeer ann = ShellPeer.newcomer(folder, "ann")) {
      bob.enter("receive --accept all --port " + bob.port());
      bob.sees("everybody is let in");
      ann.enter("nine");
      ann.sees("there is no command \"nine\"");
      ann.enter("9");
      ann.sees("Please type a number from 1 to 7");

      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("1");
      ann.sees("^Path of the file or folder");
      ann.enter("missing.txt");
      ann.sees("There is no readable missing.txt");
      ann.terminal().type("no");
      ann.terminal().press("Tab");
      ann.terminal().await("notes.txt", ShellPeer.LIMIT);
      ann.terminal().press("Enter");
      ann.sees("^Address");
      ann.enter("127.0.0.1");
      ann.sees("^Port \\(Enter for 53317\\):");
      ann.enter("seventy");
      ann.sees("A port is a number from 1 to 65535");
      ann.enter("1");
      ann.sees("Please try another address, or Enter for the menu");
      ann.enter(bob.address());
      ann.sees("Sent notes.txt to bob");

      send(ann, "2", "dot.png", bob);
      send(ann, "3", "tab.csv", bob);
      send(ann, "4", "it.json", bob);
      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("2");
      ann.enter("notes.txt");
      ann.sees("notes.txt is not called as a picture is\\. Send it all the same\\? yes or no:");
      ann.enter("no");
      ann.terminal().await("^Path of the picture .*:$", ShellPeer.LIMIT);
      ann.terminal().press("C-c");
      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("7");
      assertThat(ann.terminal().exitCode(ShellPeer.LIMIT)).isZero();
      assertThat(bob.inbox()).isDirectoryContaining("glob:**dot.png");
      assertThat(bob.inbox()).isDirectoryContaining("glob:**tab.csv");
      assertThat(bob.inbox()).isDirectoryContaining("glob:**it.json");
      assertThat(ann.terminal().all()).doesNotContain("Exception", "\tat ", "defect");
    }
  }

  @Test
  void oneCtrlCLeavesOneStep() throws Exception {
    try (ShellPeer ann = ShellPeer.newcomer(folder, "ann")) {
      for (int i = 0; i < 20; i++) {
        ann.enter("1");
        ann.terminal().await("^Path of the .*:\\s*^--", ShellPeer.LIMIT);
        ann.terminal().press("C-c");
        ann.terminal().await(MENU + "\\s*^--", ShellPeer.LIMIT);
      }
      ann.terminal().press("C-c");
      ann.leaves();
      assertThat(ann.terminal().all().split("\nferry>", -1)).hasSize(2);
    }
  }

  @Test
  void nameThatLooksAsAnOptionIsSentAndGottenFromTheMenuAndAfterCd() throws Exception {
    Files.writeString(folder.resolve("--limit=1"), "hello");
    Files.createDirectory(folder.resolve("goods"));
    Files.writeString(folder.resolve("goods/--on-clash=update"), "there");
    try (ShellPeer bob = ShellPeer.open(folder, "bob");
        ShellPeer ann = ShellPeer.newcomer(folder, "ann")) {
      bob.enter("receive --accept all --port " + bob.port());
      bob.sees("everybody is let in");
      send(ann, "1", "--limit=1", bob);
      assertThat(bob.inbox().resolve("--limit=1")).hasContent("hello");

      bob.enter("share goods --public");
      bob.sees("bob shares 1 file");
      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("6");
      ann.terminal().await("^Address.*:$", ShellPeer.LIMIT);
      ann.enter(bob.address());
      ann.sees("^  1 +goods/");
      ann.enter("1");
      ann.sees("^  1 +5 B  --on-clash=update");
      ann.enter("1");
      ann.terminal().await("^Save into", ShellPeer.LIMIT);
      ann.enter("got");
      ann.sees("Received --on-clash=update from bob");
      assertThat(folder.resolve("got/--on-clash=update")).hasContent("there");
      ann.terminal().await("Enter for the menu:$", ShellPeer.LIMIT);
      ann.enter("");
      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("");

      ann.terminal().await("^ferry>", ShellPeer.LIMIT);
      ann.enter("cd " + bob.address() + "/goods");
      ann.terminal().await(":/goods>", ShellPeer.LIMIT);
      ann.terminal().type("get ");
      ann.terminal().press("Tab");
      ann.terminal().await("get \\./--on-clash=update", ShellPeer.LIMIT);
      ann.enter("--into tabbed");
      ann.sees("(?s)(Received --on-clash=update from bob.*){2}");
      assertThat(folder.resolve("tabbed/--on-clash=update")).hasContent("there");
      ann.enter("get --into dashed -- --on-clash=update");
      ann.sees("(?s)(Received --on-clash=update from bob.*){3}");
      assertThat(folder.resolve("dashed/--on-clash=update")).hasContent("there");
    }
  }

  private static void send(ShellPeer ann, String choice, String file, ShellPeer bob) {
    ann.terminal().await(MENU, ShellPeer.LIMIT);
    ann.enter(choice);
    ann.terminal().await("^Path of the .*:$", ShellPeer.LIMIT);
    ann.enter(file);
    ann.terminal().await("^Address.*:$", ShellPeer.LIMIT);
    ann.enter(bob.address());
    ann.sees("Sent " + file + " to bob");
  }

  @Test
  void receivingAsksAboutEachOfferAndBrowsingGetsWhatIsChosen() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "hello");
    new TreeMaker(folder.resolve("goods"), 4).file("inner/deep.txt", 9).file("top", 5).done();
    try (ShellPeer bob = ShellPeer.open(folder, "bob");
        ShellPeer ann = ShellPeer.newcomer(folder, "ann")) {
      ann.enter("5");
      ann.terminal().await("^Waiting for an offer; Enter goes back", ShellPeer.LIMIT);
      bob.enter("send notes.txt --to " + ann.address());
      ann.terminal().await("^Accept\\? \\[y]es \\[n]o", ShellPeer.LIMIT);
      ann.enter("y");
      ann.sees("Received notes.txt from bob");
      ann.terminal().await("^Waiting for an offer; Enter goes back", ShellPeer.LIMIT);
      ann.enter("");

      bob.enter("share goods --public");
      bob.sees("bob shares 2 files");
      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("6");
      ann.terminal().await("^Address.*:$", ShellPeer.LIMIT);
      ann.enter("127.0.0.1:1");
      ann.sees("Please try another address");
      ann.terminal().await("^Address.*:$", ShellPeer.LIMIT);
      ann.enter(bob.address());
      ann.sees("^  1 +goods/");
      ann.enter("1");
      ann.sees("^  1 +inner/");
      ann.sees("^  2 +5 B  top");
      ann.enter("7");
      ann.sees("There is no 7 in the list");
      ann.enter("2");
      ann.sees("^Save into \\(Enter for .*ann-inbox\\):");
      ann.enter("got");
      ann.sees("Received top from bob");
      assertThat(folder.resolve("got/top")).hasSize(5);
      ann.terminal().await("Enter for the menu:$", ShellPeer.LIMIT);
      ann.enter("..");
      ann.terminal().await("(?s):/$.*Enter for the menu:$", ShellPeer.LIMIT);
      ann.enter("get 1");
      ann.terminal().await("^Save into", ShellPeer.LIMIT);
      ann.enter("");
      ann.sees("Received goods from bob");
      ann.terminal().await("Enter for the menu:$", ShellPeer.LIMIT);
      ann.enter("");
      ann.terminal().await(MENU, ShellPeer.LIMIT);
      ann.enter("");
      ann.leaves();
      assertThat(ann.inbox().resolve("goods/inner/deep.txt")).hasSize(9);
    }
  }
}
