package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.LeakCheck;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Virtual threads that wait for the disk leave something to the others. */
class LinuxThreadsTest {
  private static final int CARRIERS = Runtime.getRuntime().availableProcessors();

  private final HeldFolder folder;

  LinuxThreadsTest(@TempDir Path dir) throws IOException {
    Requires.linux("the platform of Linux");
    folder = Platform.current().hold(dir);
  }

  @AfterEach
  void letGo() {
    folder.close();
  }

  @Test
  void writersWithoutEndLetOtherVirtualThreadsRun() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    CountDownLatch othersRan = new CountDownLatch(20);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      CountDownLatch writing = new CountDownLatch(CARRIERS);
      for (int i = 0; i < 3 * CARRIERS; i++) {
        String name = "f" + i;
        writers.add(threads.submit(() -> writeUntil(stop, name, writing)));
      }
      assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 20; i++) {
        threads.execute(othersRan::countDown);
      }
      boolean ran = othersRan.await(20, TimeUnit.SECONDS);
      stop.set(true);
      for (Future<?> writer : writers) {
        writer.get(20, TimeUnit.SECONDS);
      }
      assertThat(ran).isTrue();
    }
  }

  private Void writeUntil(AtomicBoolean stop, String name, CountDownLatch writing)
      throws IOException {
    byte[] bytes = new byte[256 * 1024];
    try (HeldFile file = folder.openFile(name, OpenMode.CREATE_NEW)) {
      while (!stop.get()) {
        file.write(bytes, 0, bytes.length, 0);
        writing.countDown();
      }
    }
    return null;
  }

  @Test
  void forcingInVirtualThreadsLeavesNoThreadBehind() throws Exception {
    LeakCheck check = LeakCheck.begin();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        String name = "f" + i;
        all.add(
            threads.submit(() -> {
              try (HeldFile file = folder.openFile(name, OpenMode.CREATE_NEW)) {
                file.write(new byte[100], 0, 100, 0);
                file.force();
              }
              folder.force();
              return folder.syncFileSystem();
            }));
      }
      for (Future<?> each : all) {
        assertThat(each.get(60, TimeUnit.SECONDS)).isEqualTo(true);
      }
    }
    check.assertNothingLeft(Duration.ofSeconds(10));
  }

  @Test
  void interruptedVirtualThreadForcesAllTheSameAndStaysInterrupted() throws Exception {
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      AtomicBoolean interrupted = new AtomicBoolean();
      Thread thread =
          Thread.ofVirtual()
              .start(() -> {
                Thread.currentThread().interrupt();
                try {
                  file.write(new byte[1], 0, 1, 0);
                  file.force();
                  interrupted.set(Thread.currentThread().isInterrupted());
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      thread.join(Duration.ofSeconds(20));
      assertThat(interrupted).isTrue();
      assertThat(file.size()).isEqualTo(1);
    }
  }
}
