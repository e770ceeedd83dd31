package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a new person runs. */
class DemoTest {

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station station;

  @BeforeEach
  void station() {
    station = Station.at(folder.resolve("home"));
  }

  @Test
  void demoKillsResumesComparesAndEndsWithATable() {
    FerryProcess demo = station.startPlain("demo");
    demo.endInput();
    demo.assertExit(0, Duration.ofMinutes(5));
    String told = String.join("\n", demo.output());
    assertThat(told).contains("MB/s").contains("files/s");
    assertThat(told).containsIgnoringCase("again");
  }
}
