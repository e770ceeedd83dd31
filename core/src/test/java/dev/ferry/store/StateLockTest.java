package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
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

class StateLockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void secondTakerInTheSameProcessIsTurnedAwayUntilTheFirstLetsGo() throws Exception {
    StateLock first = StateLock.acquire(file(), PATIENCE);
    assertThat(StateLock.tryAcquire(file())).isEmpty();
    first.close();
    try (StateLock _ = StateLock.tryAcquire(file()).orElseThrow()) {
      assertThat(StateLock.tryAcquire(file())).isEmpty();
    }
    try (StateLock _ = StateLock.tryAcquire(file()).orElseThrow()) {
      assertThat(file()).exists();
    }
  }

  @Test
  void closingTwiceDoesNotOpenWhatAnotherHolds() throws Exception {
    StateLock first = StateLock.acquire(file(), PATIENCE);
    first.close();
    try (StateLock _ = StateLock.acquire(file(), PATIENCE)) {
      first.close();
      assertThat(StateLock.tryAcquire(file())).isEmpty();
    }
  }

  @Test
  void sameFileByAnotherNameIsTheSameLock() throws Exception {
    Path link =
        Files.createSymbolicLink(
            folder.resolve("alias"), Files.createDirectory(folder.resolve("real")));
    try (StateLock _ = StateLock.acquire(folder.resolve("real/x.lock"), PATIENCE)) {
      assertThat(StateLock.tryAcquire(link.resolve("x.lock"))).isEmpty();
      assertThat(StateLock.tryAcquire(folder.resolve("real/../real/x.lock"))).isEmpty();
    }
  }

  @Test
  void patienceEnds() throws Exception {
    try (StateLock _ = StateLock.acquire(file(), PATIENCE)) {
      assertThatThrownBy(() -> StateLock.acquire(file(), Duration.ofMillis(30)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("x.lock");
    }
  }

  @Test
  void waitingCanBeInterrupted() throws Exception {
    try (StateLock _ = StateLock.acquire(file(), PATIENCE)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> StateLock.acquire(file(), PATIENCE))
          .isInstanceOf(InterruptedIOException.class);
    }
  }

  @Test
  void missingFolderIsToldAndNothingStaysHeld() throws Exception {
    Path file = folder.resolve("missing/x.lock");
    assertThatThrownBy(() -> StateLock.tryAcquire(file)).isInstanceOf(NoSuchFileException.class);

    Files.createDirectory(folder.resolve("missing"));
    try (StateLock _ = StateLock.tryAcquire(file).orElseThrow()) {
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
              try (StateLock _ = StateLock.acquire(file(), PATIENCE)) {
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
      assertThat(StateLock.tryAcquire(file())).isEmpty();

      other.destroyForcibly();
      assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
      try (StateLock _ = StateLock.acquire(file(), PATIENCE)) {
        assertThat(StateLock.tryAcquire(file())).isEmpty();
      }
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void turnedAwayTakerDoesNotBreakTheHoldersLockForOtherProcesses() throws Exception {
    try (StateLock _ = StateLock.acquire(file(), PATIENCE)) {
      assertThat(StateLock.tryAcquire(file())).isEmpty();
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
