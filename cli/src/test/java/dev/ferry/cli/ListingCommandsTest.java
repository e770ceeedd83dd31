package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that list, and those that were typed wrongly. */
@Timeout(120)
class ListingCommandsTest {
  @TempDir private Path folder;
  private Path file = Path.of("");
  private Typed typed = new Typed(Path.of(""));

  @BeforeEach
  void makeAFile() throws IOException {
    typed = new Typed(folder);
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void listingsOfAFreshHomeAreFriendly() throws Exception {
    assertThat(typed.ferry("ann", "history").out())
        .isEqualTo("Nothing has been sent or received yet.\n");
    assertThat(typed.ferry("ann", "transfers").out()).isEqualTo("All transfers are finished.\n");
    assertThat(typed.ferry("ann", "peers", "--known").out()).isEqualTo("No peer was met yet.\n");
    assertThat(typed.ferry("ann", "resume").out())
        .isEqualTo("Nothing waits to be resumed from this side.\n");
    assertThat(typed.ferry("ann", "resume", "abc").code()).isEqualTo(17);
    assertThat(typed.ferry("ann", "transfers", "--discard", "abc").code()).isEqualTo(17);
    assertThat(typed.ferry("ann", "identity").out())
        .containsPattern("name +ann\nwords +(\\w+ ){7}\\w+\nfingerprint +[0-9a-f]{64}\nhome ");
  }

  @Test
  void historyTellsWhatHappened() throws Exception {
    Typed.Run receiver = typed.receiver("inbox");
    typed.ferry("ann", "send", file.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(receiver.code()).isZero();
    assertThat(typed.ferry("ann", "history").out())
        .containsPattern(
            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d  to bob  notes.txt  1 file, 5 B, .*ok");
    assertThat(typed.ferry("bob", "history").out())
        .containsPattern("from ann  notes.txt  1 file, 5 B");
  }

  @Test
  void portOutOfRangeAndTooManyConnectionsAreUsage() throws Exception {
    assertThat(typed.ferry("ann", "receive", "--port", "65536").code()).isEqualTo(2);
    assertThat(typed.ferry("ann", "send", "x", "--to", "h", "--connections", "17").code())
        .isEqualTo(2);
    assertThat(typed.ferry("ann", "history", "--last", "0").code()).isEqualTo(2);
    assertThat(typed.ferry("ann", "send", "a", "-", "--to", "127.0.0.1").code()).isEqualTo(2);
  }
}
