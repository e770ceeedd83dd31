package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Requires;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void secondTakerInTheSameProcessIsTurnedAwayUntilTheFirstLetsGo() throws Exception {
    LockFile first = LockFile.tryTake(file()).orElseThrow();
    assertThat(LockFile.tryTake(file())).isEmpty();
    first.close();
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      assertThat(LockFile.tryTake(file())).isEmpty();
    }
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      assertThat(file()).exists();
    }
  }

  @Test
  void closingTwiceDoesNotOpenWhatAnotherHolds() throws Exception {
    LockFile first = LockFile.tryTake(file()).orElseThrow();
    first.close();
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      first.close();
      assertThat(LockFile.tryTake(file())).isEmpty();
    }
  }

  @Test
  void sameFileByAnotherNameIsTheSameLock() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("alias"), Files.createDirectory(folder.resolve("real")));
    try (LockFile _ = LockFile.tryTake(folder.resolve("real/x.lock")).orElseThrow()) {
      assertThat(LockFile.tryTake(link.resolve("x.lock"))).isEmpty();
      assertThat(LockFile.tryTake(folder.resolve("real/../real/x.lock"))).isEmpty();
    }
  }

  @Test
  void sameFileByAHardLinkIsTheSameLock() throws Exception {
    Path link = folder.resolve("link");
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      Files.createLink(link, file());
      assertThat(LockFile.tryTake(link)).isEmpty();
    }
    try (LockFile _ = LockFile.tryTake(link).orElseThrow()) {
      assertThat(LockFile.tryTake(file())).isEmpty();
    }
  }

  @Test
  void lockFilesThatAreDeletedByTheirHoldersAreInNobodysWay() throws Exception {
    List<Future<Integer>> failures = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int thread = 0; thread < 4; thread++) {
        Path own = folder.resolve("lock" + thread);
        failures.add(threads.submit(() -> takeAndDeleteOften(own)));
      }
    }
    assertThat(failures).extracting(Future::resultNow).containsOnly(0);
  }

  /** The system gives the number of a deleted file to the next new one. */
  private static int takeAndDeleteOften(Path file) throws IOException {
    int failures = 0;
    for (int i = 0; i < 2_000; i++) {
      try (LockFile lock = LockFile.tryTake(file).orElse(null)) {
        failures += lock == null ? 1 : 0;
        Files.deleteIfExists(file);
      }
    }
    return failures;
  }

  @Test
  void fileIsItsOwnersOnly() throws Exception {
    Requires.linux("modes");
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      assertThat(Files.getPosixFilePermissions(file()))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void patienceEnds() throws Exception {
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      assertThat(LockFile.take(file(), Duration.ofMillis(30))).isEmpty();
    }
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> LockFile.take(file(), PATIENCE))
          .isInstanceOf(InterruptedIOException.class);
    }
  }

  @Test
  void missingFolderIsToldAndNothingStaysHeld() throws Exception {
    Path file = folder.resolve("missing/x.lock");
    assertThatThrownBy(() -> LockFile.tryTake(file)).isInstanceOf(NoSuchFileException.class);

    Files.createDirectory(folder.resolve("missing"));
    try (LockFile _ = LockFile.tryTake(file).orElseThrow()) {
      assertThat(file).exists();
    }
  }

  @Test
  void manyThreadsAreInsideOneAtATime() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    List<Future<Integer>> seen = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        seen.add(
            threads.submit(() -> {
              try (LockFile _ = LockFile.take(file(), PATIENCE).orElseThrow()) {
                int now = inside.incrementAndGet();
                Files.writeString(folder.resolve("inside"), "x");
                inside.decrementAndGet();
                return now;
              }
            }));
      }
    }
    assertThat(seen).extracting(Future::resultNow).containsOnly(1);
  }

  @Test
  void otherProcessIsTurnedAwayAndItsDeathGivesTheLockBack() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LockProgram.class.getName(),
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThat(LockFile.tryTake(file())).isEmpty();

      other.destroyForcibly();
      assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
      try (LockFile _ = LockFile.take(file(), PATIENCE).orElseThrow()) {
        assertThat(LockFile.tryTake(file())).isEmpty();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void turnedAwayTakerDoesNotBreakTheHoldersLockForOtherProcesses() throws Exception {
    try (LockFile _ = LockFile.tryTake(file()).orElseThrow()) {
      assertThat(LockFile.tryTake(file())).isEmpty();
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockProgram.class.getName(),
                  file().toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
        assertThat(output.readLine()).isEqualTo("turned away");
      } finally {
        other.destroyForcibly();
      }
    }
  }

  private Path file() {
    return folder.resolve("x.lock");
  }
}
