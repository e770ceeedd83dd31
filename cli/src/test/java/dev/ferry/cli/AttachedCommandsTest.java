package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands beside a running peer of their home let that drive their transfers, and say the same as
 * without it. Real processes.
 */
@Timeout(300)
class AttachedCommandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int BIG = 24 << 20;
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1")
          .with("DISPLAY", "")
          .with("WAYLAND_DISPLAY", "");

  @TempDir private Path folder;

  @BeforeEach
  void makeHomes() throws IOException {
    for (String name : new String[] {"ann", "bob"}) {
      Path home = Files.createDirectories(folder.resolve(name));
      Path inbox = folder.resolve(name + "-inbox");
      Files.writeString(
          home.resolve("settings.conf"), "inbox = " + inbox + "\nport = 0\naccept = all\n");
    }
    Files.writeString(folder.resolve("note.txt"), "hello");
    Files.write(folder.resolve("big.bin"), new byte[BIG]);
  }

  private FerryProcess start(String name, String... words) {
    Program ferry = FERRY.and("--home", folder.resolve(name).toString());
    return FerryProcess.start(folder, ferry, words);
  }

  private static String addressOf(FerryProcess up) {
    return "127.0.0.1:" + up.awaitOutput("ferry send FILE --to \\S+?:(\\d+)$", LIMIT).group(1);
  }

  @Test
  void sendRunsInTheRunningPeerIsStoppedByItselfAndGoesOnAfterItsEnd() throws Exception {
    try (FerryProcess bob = start("bob", "up", "--no-open")) {
      String to = addressOf(bob);
      try (FerryProcess ann = start("ann", "up", "--no-open")) {
        ann.awaitOutput("#t=", LIMIT);
        try (FerryProcess send = start("ann", "send", "note.txt", "--to", to)) {
          send.awaitOutput("Sent note.txt to .*: 1 file, 5 B", LIMIT);
          send.assertExit(0, LIMIT);
        }
        ann.awaitOutput("Sent note.txt to", LIMIT);
        assertThat(folder.resolve("bob-inbox/note.txt")).hasContent("hello");

        try (FerryProcess send = slowly(to)) {
          send.interrupt();
          send.assertExit(Problem.INTERRUPTED.exitCode(), LIMIT);
          assertThat(String.join("\n", send.errors()))
              .contains("what arrived is kept, go on with: ferry --home ")
              .doesNotContain("Exception");
        }
        assertThat(ann.isAlive()).isTrue();
        ann.awaitOutput(
            "Interrupted: big.bin, .*what arrived is kept, go on with: ferry --home ", LIMIT);
        try (FerryProcess resume = start("ann", "resume")) {
          resume.awaitOutput("Sent big.bin to", LIMIT);
          resume.assertExit(0, LIMIT);
        }
        assertThat(folder.resolve("bob-inbox/big.bin")).hasSize(BIG);

        Files.write(folder.resolve("big.bin"), new byte[BIG + 1]);
        try (FerryProcess send = slowly(to)) {
          ann.kill();
          send.assertExit(Problem.INTERRUPTED.exitCode(), LIMIT);
          assertThat(String.join("\n", send.errors())).contains("has ended", "go on with: ferry");
        }
      }
      try (FerryProcess alone = start("ann", "resume")) {
        alone.awaitOutput("Sent big.bin to", LIMIT);
        alone.assertExit(0, LIMIT);
      }
    }
  }

  /** One that is in the middle of it. */
  private FerryProcess slowly(String to) {
    FerryProcess send = start("ann", "send", "big.bin", "--to", to, "--limit", "2MB/s", "--json");
    send.awaitOutput("\"event\":\"progress\"", LIMIT);
    return send;
  }

  @Test
  void pinIsAskedHereAndTriedThere() throws Exception {
    try (FerryProcess ann = start("ann", "up", "--no-open");
        FerryProcess bob = start("bob", "share", "note.txt", "--pin", "--json")) {
      ann.awaitOutput("#t=", LIMIT);
      String port = bob.awaitOutput("\"addresses\":\\[\"[^\"]*:(\\d+)\"", LIMIT).group(1);
      String pin = bob.awaitOutput("\"pin\":\"(\\d+)\"", LIMIT).group(1);
      Path right = Files.writeString(folder.resolve("right"), pin + "\n");
      String from = "127.0.0.1:" + port;
      try (FerryProcess get = start("ann", "get", from, "note.txt", "--into", "got")) {
        get.endInput();
        get.assertExit(Problem.FORBIDDEN.exitCode(), LIMIT);
      }
      try (FerryProcess get =
          start("ann", "get", from, "note.txt", "--into", "got", "--pin-file", right.toString())) {
        get.endInput();
        get.assertExit(0, LIMIT);
      }
      assertThat(folder.resolve("got/note.txt")).hasContent("hello");
      ann.awaitOutput("(Received|Got) note.txt from", LIMIT);
    }
  }
}
