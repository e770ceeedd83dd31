package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FerryProcessTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Program SHELL = new Program(List.of("sh", "-c"), Map.of("WORD", "set"));

  @BeforeAll
  static void needsAShell() {
    Requires.command("sh", "starting processes");
  }

  @Test
  void linesAreWaitedForAndKept() {
    try (FerryProcess process =
        FerryProcess.start(SHELL, "echo ready $WORD; read x; echo got $x; echo bad >&2; exit 7")) {
      assertThat(process.awaitOutput("ready (\\w+)", LIMIT).group(1)).isEqualTo("set");
      process.type("word");
      process.assertExit(7, LIMIT);
      assertThat(process.output()).containsExactly("ready set", "got word");
      assertThat(process.errors()).containsExactly("bad");
    }
  }

  @Test
  void waitingForWhatNeverComesFailsWithAllThatWasPrinted() {
    try (FerryProcess process = FerryProcess.start(SHELL, "echo something else")) {
      assertThatThrownBy(() -> process.awaitOutput("ready", LIMIT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("/ready/")
          .hasMessageContaining("something else");
    }
  }

  @Test
  void killAndSignalsEndItWithTheirNumbers() {
    try (FerryProcess killed = FerryProcess.start(SHELL, "sleep 60");
        FerryProcess ended = FerryProcess.start(SHELL, "trap 'exit 3' TERM; echo on; read x")) {
      killed.kill();
      assertThat(killed.exitCode(LIMIT)).isEqualTo(137);
      ended.awaitOutput("on", LIMIT);
      ended.terminate();
      ended.assertExit(3, LIMIT);
    }
  }

  @Test
  void javaRunsOnThisClassPath() {
    FerryProcess.Finished finished =
        FerryProcess.run(Program.java("dev.ferry.testkit.NoSuchClass"), LIMIT);
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.text()).contains("NoSuchClass");
  }
}
