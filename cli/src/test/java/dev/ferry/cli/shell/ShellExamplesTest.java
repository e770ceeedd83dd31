package dev.ferry.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.ShellPeer;
import dev.ferry.testkit.TreeMaker;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types every example that {@code help} shows for the shell's own words, as it stands but for the
 * numbers, which are those of the moment: one evening with a peer called nas.
 */
@Timeout(300)
class ShellExamplesTest {
  private static final long BIG = 64L << 20;

  private final TreeSet<String> typed = new TreeSet<>();
  @TempDir private Path folder;
  @AutoClose private ShellPeer me;
  @AutoClose private ShellPeer nas;
  private int last;

  @BeforeEach
  void openTwoShells() throws Exception {
    new TreeMaker(folder, 1)
        .file("hello.txt", 5)
        .file("big.bin", BIG)
        .file("mine.bin", 8 << 20)
        .file("photos/a.jpg", 10)
        .file("photos/b.txt", 10)
        .file("more/c.jpg", 10)
        .file("more/d.txt", 10)
        .done();
    me = ShellPeer.open(folder, "me");
    nas = ShellPeer.open(folder, "nas");
  }

  @Test
  void examplesOfTheShellsOwnWordsDoWhatTheyShow() {
    answersOffers();
    dealsWithWhatArrives();
    dealsWithWhatItSends();
    walksThroughWhatIsShared();
    changesItself();

    List<String> shown =
        Arrays.stream(Builtin.values()).flatMap(word -> word.examples().stream()).toList();
    assertThat(typed).containsExactlyInAnyOrderElementsOf(shown);
    me.leaves();
    nas.leaves();
  }

  private void answersOffers() {
    offered("hello.txt");
    types("accept");
    me.sees("Received hello\\.txt from nas");

    types("accept 1 some", offered("photos"));
    me.terminal().await("^Which\\?", ShellPeer.LIMIT);
    me.enter("*.txt");
    me.sees("Received photos from nas");
    assertThat(me.inbox().resolve("photos/b.txt")).exists();
    assertThat(me.inbox().resolve("photos/a.jpg")).doesNotExist();

    types("accept 2 *.jpg", offered("more"));
    me.sees("Received more from nas");
    assertThat(me.inbox().resolve("more/c.jpg")).exists();
    assertThat(me.inbox().resolve("more/d.txt")).doesNotExist();

    offered("hello.txt");
    types("decline");
    nas.sees("me declined");

    types("decline 1 not now", offered("hello.txt"));
    nas.sees("me declined: not now");
  }

  private void dealsWithWhatArrives() {
    int big = offered("big.bin --limit 2MB/s");
    me.enter("accept");
    me.terminal().await("^\\[" + big + "] big\\.bin.*%", ShellPeer.LIMIT);
    types("pause 1", big);
    me.sees("\\[" + big + "] paused");
    types("transfers");
    me.sees("^\\[" + big + "] big\\.bin .*: paused; resume " + big);
    types("resume 1", big);
    me.sees("\\[" + big + "] goes on");
    types("cancel 1", big);
    me.sees("\\[" + big + "] cancelled");
    nas.sees("ferry: .*receiver (cancelled|has dropped)");
  }

  private void dealsWithWhatItSends() {
    me.enter("send mine.bin --limit 1MB/s --to " + nas.address());
    nas.sees("offers mine\\.bin");
    nas.enter("accept");
    String number = me.terminal().await("^\\[(\\d+)] mine\\.bin.*%", ShellPeer.LIMIT).group(1);
    me.enter("pause " + number);
    me.sees("\\[" + number + "] paused; resume");
    types("resume 1 --limit 5MB/s", Integer.parseInt(number));
    me.sees("Sent mine\\.bin to nas");
  }

  private void walksThroughWhatIsShared() {
    nas.enter("share photos --public");
    nas.sees("nas shares 2 files");
    me.enter("trust nas");
    me.sees("nas, trusted");
    types("ls nas photos");
    me.sees("photos/a\\.jpg");
    types("get nas photos --into pics");
    me.sees("Received photos from nas: 2 files");
    assertThat(folder.resolve("pics/photos/a.jpg")).exists();
    types("cd nas/photos");
    me.terminal().await("^nas:/photos>", ShellPeer.LIMIT);
    types("ls");
    me.sees("^ +10 B  a\\.jpg$");
    types("cd ..");
    me.terminal().await("^nas:/>", ShellPeer.LIMIT);
    types("get photos/a.jpg");
    me.sees("Received a\\.jpg from nas");
    assertThat(folder.resolve("a.jpg")).exists();
    me.enter("cd");
  }

  private void changesItself() {
    types("receive --into inbox --accept known");
    me.sees("me receives into .*/inbox;");
    types("name kitchen");
    me.sees("^name +kitchen");
    types("help send");
    me.sees("Usage: ferry send");
  }

  /** Has something offered by nas, and returns the number under which it waits. */
  private int offered(String what) {
    nas.enter("send " + what + " --to " + me.address());
    String another = "1 offer waits: accept (?!" + last + " )(\\d+) or";
    last = Integer.parseInt(me.terminal().await(another, ShellPeer.LIMIT).group(1));
    return last;
  }

  private void types(String example) {
    typed.add(example);
    me.enter(example);
  }

  private void types(String example, int number) {
    typed.add(example);
    me.enter(example.replaceFirst(" \\d", " " + number));
  }
}
