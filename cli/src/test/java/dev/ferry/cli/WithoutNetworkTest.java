package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine on which no network interface is up, not even the loopback. */
@Timeout(120)
class WithoutNetworkTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1").behind("unshare", "--net");

  @TempDir private Path folder;

  @Test
  void whatIsMissingIsSaidAndNothingBreaks() throws Exception {
    Requires.linuxRoot("a network namespace");
    Requires.command("unshare", "a network namespace");
    Files.writeString(folder.resolve("notes.txt"), "hello");
    String home = Files.createDirectories(folder.resolve("home")).toString();
    try (FerryProcess ferry = FerryProcess.start(folder, FERRY, "--home", home)) {
      List.of("share notes.txt --public", "identity --qr", "ls 192.0.2.9", "peers --scan", "exit")
          .forEach(ferry::type);
      ferry.assertExit(4, LIMIT);
      assertThat(String.join("\n", ferry.output()))
          .contains(" receives into ", "only programs on this machine can use that")
          .contains(" shares 1 file", "Nobody is near.");
      assertThat(ferry.errors())
          .containsExactly(
              "ferry: there is no way to 192.0.2.9:53317 from here;"
                  + " is this machine in that network?",
              "ferry: line 3 failed with exit code 4");
    }
  }
}
