package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Style;
import dev.ferry.peer.PeerOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a command tells to go on. */
class SessionTest {
  @TempDir private Path folder;

  @Test
  void hintToGoOnHoldsInAnyFolderAndForTheSameName() throws Exception {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("my home"));
    try (Session session =
        new Session(console(), new OwnProcess(PeerOptions.at(relative).withAlias("Ann's")))) {
      assertThat(session.command("resume abc"))
          .isEqualTo(
              "ferry --home '" + folder.resolve("my home") + "' --name 'Ann'\\''s' resume abc");
    }
  }

  private static Console console() {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    return new Console(
        new Console.Setting(Console.Manner.PLAIN, Style.plain(), false),
        nowhere,
        nowhere,
        InstantSource.system());
  }
}
