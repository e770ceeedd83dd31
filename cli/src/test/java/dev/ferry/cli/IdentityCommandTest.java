package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The name of a peer. */
@Timeout(120)
class IdentityCommandTest {
  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeAFile() throws IOException {
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @Test
  void badNameIsRefusedAtOnce() throws Exception {
    for (String name : List.of("a".repeat(65), "", " bob", "b\u202eob", "two\nlines")) {
      for (List<String> typed :
          List.of(
              List.of("--name", name, "send", file.toString(), "--to", "127.0.0.1:1"),
              List.of("identity", "--set-name", name))) {
        Typed.Run run =
            new Typed.Run(Typed.with(List.of("--home", folder.resolve("ann").toString()), typed));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1).containsPattern("--(set-)?name ");
      }
    }
  }

  @Test
  void nameIsStoredForLaterRuns() throws Exception {
    List<String> home = List.of("--home", folder.resolve("ann").toString());
    Typed.Run set =
        new Typed.Run(Typed.with(home, List.of("identity", "--set-name", "Änne's nas")));
    assertThat(set.code()).isZero();
    assertThat(set.out()).containsPattern("name +Änne's nas\n");
    Typed.Run later = new Typed.Run(Typed.with(home, List.of("identity")));
    assertThat(later.code()).isZero();
    assertThat(later.out()).containsPattern("name +Änne's nas\n");
  }
}
