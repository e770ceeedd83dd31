package dev.ferry.cli;

import dev.ferry.testkit.TreeMaker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What others could do to somebody at the prompt of the real program. */
@Timeout(300)
class ShellAmongStrangersTest {
  /** To JLine: as many dashes as it takes, which is forever with some more digits. */
  private static final String PATTERN = "100%5000P-";

  @TempDir private Path folder;

  @Test
  void namesAreNoPatternsAndAnotherOfferIsNotAcceptedAndAPingThatIsStoppedStopsNothingElse()
      throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "hello");
    new TreeMaker(folder.resolve("goods"), 1).file(PATTERN + "/a.txt", 9).done();
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.enter("share goods --public");
      bob.sees("cancel 1 ends it");
      ann.enter("cd " + bob.address() + "/goods/" + PATTERN);
      ann.terminal().await("^" + bob.address() + ":/goods/" + PATTERN + ">", ShellPeer.LIMIT);
      ann.enter("cd");

      bob.enter("send notes.txt --to " + ann.address());
      ann.sees("accept 1, or decline 1");
      ann.terminal().type("accept");
      bob.enter("cancel 2");
      ann.sees("The offer of notes.txt from bob is gone");
      bob.enter("send goods --to " + ann.address());
      ann.sees("decline 2");
      ann.terminal().press("Enter");
      ann.sees("another offer was taken back meanwhile; say which: accept 2");
      ann.enter("decline 2");
      ann.sees("Declined goods from bob");

      ann.enter("ping " + bob.address() + " --for 10s");
      ann.terminal().await("--for 10s\\n-- receiving", ShellPeer.LIMIT);
      ann.terminal().press("C-c");
      ann.terminal().await("^ferry>", ShellPeer.LIMIT);
      bob.enter("send notes.txt --to " + ann.address());
      ann.sees("accept 3, or decline 3");
      ann.enter("decline");
      ann.leaves();
    }
  }
}
