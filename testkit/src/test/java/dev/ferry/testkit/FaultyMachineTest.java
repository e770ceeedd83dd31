package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.LossyLink.Quality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that fill up or lose power, links that lose packets: each does what it says. */
class FaultyMachineTest {

  @TempDir Path folder;

  @Test
  void smallDiskIsFullAndThenIsNot() throws IOException {
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("small"), 4)) {
      Path file = disk.path().resolve("file");
      assertThatThrownBy(() -> Files.write(file, new byte[5 << 20])).hasMessageContaining("space");
      disk.resize(8);
      Files.write(file, new byte[5 << 20]);
      assertThat(file).hasSize(5 << 20);
    }
    assertThat(folder.resolve("small")).isEmptyDirectory();
  }

  @Test
  void powerCutLosesWhatWasNotForcedAndKeepsWhatWas() throws IOException {
    try (PowerCutDisk disk = PowerCutDisk.make(folder, 64)) {
      write(disk.path().resolve("forced"), true);
      try (FileChannel root = FileChannel.open(disk.path())) {
        root.force(true);
      }
      write(disk.path().resolve("not forced"), false);
      disk.cutPower();
      assertThat(disk.path().resolve("forced")).hasSize(1000);
      Path lost = disk.path().resolve("not forced");
      assertThat(Files.notExists(lost) || Files.size(lost) == 0).isTrue();
    }
  }

  @Test
  void linkDelaysAndCutsAndComesBack() {
    try (LossyLink link = LossyLink.make(folder, new Quality(20, 0, 0, 0, 0, 0))) {
      Program server =
          link.right(new Program(List.of("python3", "-u", "-m", "http.server", "8000"), Map.of()));
      Program probe =
          link.left(
              new Program(List.of("python3", "-c", PROBE, LossyLink.RIGHT, "8000"), Map.of()));
      try (FerryProcess serving = FerryProcess.start(folder, server)) {
        serving.awaitOutput("Serving", Duration.ofSeconds(10));
        assertThat(connectMillis(probe)).isBetween(40.0, 500.0);
        link.cut();
        assertThat(FerryProcess.run(probe, Duration.ofSeconds(20)).exitCode()).isNotZero();
        link.restore(Quality.perfect());
        Awaitility.await("without delay").until(() -> connectMillis(probe) < 40.0);
      }
    }
  }

  private static final String PROBE =
      "import socket,sys,time;t=time.time();"
          + "socket.create_connection((sys.argv[1],int(sys.argv[2])),3);"
          + "print((time.time()-t)*1000)";

  private static double connectMillis(Program probe) {
    FerryProcess.Finished finished = FerryProcess.run(probe, Duration.ofSeconds(20));
    assertThat(finished.exitCode()).as(finished.text()).isZero();
    return Double.parseDouble(finished.output().getFirst());
  }

  private static void write(Path file, boolean force) throws IOException {
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.allocate(1000));
      if (force) {
        out.force(true);
      }
    }
  }
}
