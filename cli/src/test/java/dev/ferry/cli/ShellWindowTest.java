package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.TreeMaker;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shell's window changes its size, and goes away, with transfers under way. */
@Timeout(300)
class ShellWindowTest {
  private static final long BIG = 64L << 20;
  private static final String STATUS =
      "\\n\\[1] first\\.bin → bob [^\\n]*%[^\\n]*\\n\\[2] second\\.bin → bob [^\\n]*%[^\\n]*"
          + "\\n-- receiving[^\\n]*\\s*\\z";

  @TempDir private Path folder;

  @Test
  void windowThatChangesItsSizeKeepsThePromptWhatIsTypedAndOneSetOfStatusLines() throws Exception {
    new TreeMaker(folder, 2).file("first.bin", BIG).file("second.bin", BIG).done();
    try (ShellPeer ann = ShellPeer.open(folder, "ann");
        ShellPeer bob = ShellPeer.open(folder, "bob")) {
      bob.enter("receive --accept all --port " + bob.port());
      bob.sees("everybody is let in");
      ann.enter("send first.bin --limit 1MB/s --to " + bob.address());
      ann.enter("send second.bin --limit 1MB/s --to " + bob.address());
      ann.sees("(?s)bob accepted.*bob accepted");
      ann.terminal().type("transfers --disc");
      showsOnce(ann, "ferry> transfers --disc", 100);
      for (int[] size : new int[][] {{60, 40}, {100, 40}, {70, 16}, {120, 30}, {100, 40}}) {
        ann.terminal().resize(size[0], size[1]);
        showsOnce(ann, "ferry> transfers --disc", size[0]);
      }
      ann.terminal().press("C-c");
      ann.enter("wait");
      showsOnce(ann, "ferry> wait", 100);
      ann.terminal().resize(60, 30);
      showsOnce(ann, "ferry> wait", 60);
      ann.terminal().press("C-c");
      showsOnce(ann, "ferry> wait.*?^ferry>", 60);
      ann.enter("cancel 1");
      ann.sees("\\[1] cancelled\\.");
    }
  }

  /** The last lines of the screen are what was typed last, then a line for each transfer. */
  private static void showsOnce(ShellPeer ann, String typed, int columns) {
    String screen =
        ann.terminal()
            .await("(?s)\\A.*^" + typed + "(?!.*^ferry>).*?" + STATUS, ShellPeer.LIMIT)
            .group();
    assertThat(screen.lines()).allMatch(line -> line.length() <= columns);
    assertThat(screen).containsOnlyOnce("-- receiving").containsOnlyOnce("[1] first.bin →");
  }

  @Test
  void leavingWhileAPeerIsStillLookedForIsToldAsNotBegun() throws Exception {
    new TreeMaker(folder, 3).file("first.bin", 5).done();
    try (ShellPeer ann = ShellPeer.open(folder, "ann")) {
      ann.enter("send first.bin --to nobody-of-that-name");
      ann.enter("exit");
      ann.sees("^Leave all the same\\? .*:");
      ann.enter("yes");
      assertThat(ann.terminal().exitCode(ShellPeer.LIMIT)).isZero();
      assertThat(ann.terminal().all())
          .contains("[1] was not begun: nothing of it has travelled.")
          .doesNotContain("Exception", "\tat ", "closed");
    }
  }
}
