package dev.ferry.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingLockTest {
  @TempDir Path folder;

  @Test
  void turnedAwayTakerDoesNotBreakTheHoldersLockForOtherProcesses() throws Exception {
    Path file = folder.resolve("lock");
    try (StagingLock _ = StagingLock.take(file)) {
      assertThatThrownBy(() -> StagingLock.take(file)).isInstanceOf(StagingInUseException.class);
      assertThat(answerOfAnotherProcess(file)).isEqualTo("turned away");
    }
  }

  private static String answerOfAnotherProcess(Path file) throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ferry.store.LockProgram",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
      return output.readLine();
    } finally {
      other.destroyForcibly();
    }
  }
}
