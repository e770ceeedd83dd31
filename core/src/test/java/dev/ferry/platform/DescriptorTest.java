package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.LeakCheck;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Descriptors are closed once, and nothing is written to a file that got an old one's number. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class DescriptorTest {
  private final Platform platform;
  private final Path dir;

  DescriptorTest(Platform platform, @TempDir Path dir) {
    this.platform = platform;
    this.dir = dir;
  }

  @Test
  void nothingStaysOpenWhateverSucceedsOrFails() throws IOException {
    useEverything(dir.resolve("warm"));
    LeakCheck check = LeakCheck.begin();
    for (int i = 0; i < 20; i++) {
      useEverything(dir.resolve("round" + i));
    }
    check.assertNothingLeft(Duration.ofSeconds(10));
  }

  private void useEverything(Path root) throws IOException {
    Files.createDirectory(root);
    try (HeldFolder folder = platform.hold(root)) {
      folder.makeFolders("a/b/c", 0700);
      folder.makeLink("link", "a");
      folder.openFile("a/file", OpenMode.CREATE_NEW).finish(0600, 0);
      platform.openForReading(root.resolve("a/file"), true).close();
      platform.islands(root.resolve("a/file"), 5);
      List<Step> failing =
          List.of(
              () -> folder.openFile("a/file", OpenMode.CREATE_NEW),
              () -> folder.openFile("a", OpenMode.READ),
              () -> folder.openFile("link", OpenMode.READ),
              () -> folder.openFile("link/b/x", OpenMode.CREATE_NEW),
              () -> folder.openFile("none", OpenMode.READ),
              () -> folder.descend("a/file"),
              () -> folder.descend("link/b"),
              () -> folder.list("a/file"),
              () -> folder.makeFolders("a/file/x", 0700),
              () -> folder.setModeAndTime("a/b", 0700, 0, FileKind.FILE),
              () -> folder.moveTo("a/none", folder, "a/b/x"),
              () -> folder.moveTo("a/file", folder, "a/none/x"),
              () -> folder.force("none"),
              () -> platform.openForReading(root, true),
              () -> platform.hold(root.resolve("a/file")));
      for (Step step : failing) {
        try {
          step.run();
          throw new AssertionError("was to fail");
        } catch (FileSystemException e) {
          // as it should
        }
      }
      folder.force("a/b");
      folder.descend("a/b").close();
      folder.stampOf("a/b/c/none");
      folder.moveTo("a/file", folder, "a/b/c/file");
      folder.deleteTree("a");
    }
  }

  @Test
  void lateWriteNeverReachesTheFileThatGotTheNumber() throws Exception {
    byte[] bytes = new byte[512];
    try (HeldFolder folder = platform.hold(dir);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 200; round++) {
        HeldFile old = folder.openFile("old" + round, OpenMode.CREATE_NEW);
        CountDownLatch writing = new CountDownLatch(2);
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          writers.add(threads.submit(() -> writeUntilClosed(old, bytes, writing)));
        }
        assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
        old.close();
        try (HeldFile next = folder.openFile("next" + round, OpenMode.CREATE_NEW)) {
          for (Future<?> writer : writers) {
            writer.get(20, TimeUnit.SECONDS);
          }
          assertThat(next.size()).isZero();
        }
      }
    }
  }

  private static void writeUntilClosed(HeldFile file, byte[] bytes, CountDownLatch writing) {
    try {
      while (true) {
        file.write(bytes, 0, bytes.length, 0);
        writing.countDown();
      }
    } catch (ClosedChannelException e) {
      // the end that was asked for
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void folderMayBeClosedWhileOthersUseIt() throws Exception {
    for (int round = 0; round < 50; round++) {
      HeldFolder folder = platform.hold(dir);
      String prefix = "r" + round + "-";
      CountDownLatch working = new CountDownLatch(1);
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Future<Integer> made =
            threads.submit(() -> {
              int count = 0;
              try {
                while (true) {
                  folder.openFile(prefix + count, OpenMode.CREATE_NEW).close();
                  count++;
                  working.countDown();
                }
              } catch (ClosedChannelException e) {
                return count;
              }
            });
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        folder.close();
        assertThat(made.get(20, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
