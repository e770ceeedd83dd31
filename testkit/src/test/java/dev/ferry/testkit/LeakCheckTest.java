package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeakCheckTest {

  private static final Duration GRACE = Duration.ofMillis(500);

  @TempDir Path folder;

  @Test
  void nothingLeftPasses() {
    LeakCheck check = LeakCheck.begin();
    check.assertNothingLeft(GRACE);
  }

  @Test
  void platformThreadIsSeen() {
    assertSeen(Thread.ofPlatform().name("left-platform"));
  }

  @Test
  void virtualThreadIsSeen() {
    assertSeen(Thread.ofVirtual().name("left-virtual"));
  }

  @Test
  void openFileIsSeen() throws IOException {
    Requires.linux("the check for open files");
    Path file = Files.createFile(folder.resolve("left-open"));
    LeakCheck check = LeakCheck.begin();
    try (InputStream in = Files.newInputStream(file)) {
      assertThatThrownBy(() -> check.assertNothingLeft(GRACE)).hasMessageContaining("left-open");
      in.readAllBytes();
    }
    check.assertNothingLeft(GRACE);
  }

  @Test
  void leftFolderIsSeen() throws IOException {
    Files.createDirectories(folder.resolve("a/.staging"));
    assertThatThrownBy(() -> LeakCheck.assertNoneNamed(folder, ".staging"))
        .hasMessageContaining(".staging");
  }

  private static void assertSeen(Thread.Builder builder) {
    LeakCheck check = LeakCheck.begin();
    CountDownLatch end = new CountDownLatch(1);
    Thread thread = builder.start(() -> awaitQuietly(end));
    assertThatThrownBy(() -> check.assertNothingLeft(GRACE)).hasMessageContaining("left-");
    end.countDown();
    check.assertNothingLeft(Duration.ofSeconds(5));
    thread.interrupt();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
