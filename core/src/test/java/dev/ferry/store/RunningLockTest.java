package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One process at a time is the running peer of a home, and others find it. */
@Timeout(120)
class RunningLockTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Program RUNNING = Program.java(RunningProgram.class.getName());

  @TempDir private Path folder;

  @Test
  void ofTwoProcessesOneRunsAndTheOtherFindsItUntilItIsKilled() throws Exception {
    Home home = Home.at(folder);
    try (FerryProcess first = FerryProcess.start(RUNNING, folder.toString())) {
      first.awaitOutput("runs", SOON);
      try (FerryProcess second = FerryProcess.start(RUNNING, folder.toString())) {
        second.awaitOutput("taken", SOON);
      }
      assertThat(RunningLock.tryTake(home, Map.of())).isEmpty();
      RunningProcess told = RunningProcess.in(home).orElseThrow();
      assertThat(told.process()).isEqualTo(first.pid());
      assertThat(told.listensAt()).hasValueSatisfying(at -> assertThat(at).exists());
      first.kill();
    }
    Path left = RunningProcess.in(home).flatMap(RunningProcess::listensAt).orElseThrow();
    assertThat(left).as("a socket that nobody listens at").exists();
    try (RunningLock next = RunningLock.tryTake(home, Map.of()).orElseThrow()) {
      assertThat(next.socket()).hasValue(left);
      assertThat(left).doesNotExist();
      assertThat(RunningProcess.in(home)).isEmpty();
    }
  }

  @Test
  void ofManyWhoBeginAtOnceOneRuns() throws Exception {
    Home home = Home.at(folder);
    List<RunningLock> taken = new CopyOnWriteArrayList<>();
    List<Thread> all =
        IntStream.range(0, 16)
            .mapToObj(i -> Thread.startVirtualThread(() -> take(home).ifPresent(taken::add)))
            .toList();
    for (Thread one : all) {
      one.join();
    }
    assertThat(taken).hasSize(1);
    taken.getFirst().close();
    assertThat(take(home)).isPresent();
  }

  private static Optional<RunningLock> take(Home home) {
    try {
      return RunningLock.tryTake(home, Map.of());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void goodOrderLeavesNothingButTheLock() throws Exception {
    Home home = Home.at(folder);
    try (RunningLock lock = RunningLock.tryTake(home, Map.of()).orElseThrow()) {
      Files.createFile(lock.socket().orElseThrow());
      lock.announce();
      assertThat(RunningProcess.in(home)).isPresent();
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(home.file("running.lock"), home.file("run"));
      assertThat(home.file("run")).isEmptyDirectory();
    }
  }

  @Test
  void homeWhosePathIsTooLongForASocketHasItWhereTheSystemKeepsThem() throws Exception {
    Home home = Home.at(Files.createDirectories(folder.resolve("x".repeat(100))));
    Path runtime = Files.createDirectory(folder.resolve("run"), mode("rwx------"));
    try (RunningLock lock = take(home).orElseThrow()) {
      assertThat(lock.socket()).as("nowhere that is the owner's alone").isEmpty();
    }
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
    try (RunningLock lock = RunningLock.tryTake(home, environment).orElseThrow()) {
      assertThat(lock.socket().orElseThrow()).hasParentRaw(runtime);
    }
  }

  private static FileAttribute<?> mode(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxr-x---", "rwx-----x", "link"})
  void socketGoesNowhereThatOthersCanLookInto(String mode) throws Exception {
    Home home = Home.at(Files.createDirectories(folder.resolve("x".repeat(100))));
    Path runtime = Files.createDirectory(folder.resolve("run"), mode("rwx------"));
    if (mode.equals("link")) {
      runtime = Files.createSymbolicLink(folder.resolve("other"), runtime);
    } else {
      Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString(mode));
    }
    Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", runtime.toString());
    try (RunningLock lock = RunningLock.tryTake(home, environment).orElseThrow()) {
      assertThat(lock.socket()).isEmpty();
    }
  }

  /** The home itself may be read by others; a socket is made before it has its mode. */
  @Test
  void folderOfTheSocketIsTheOwnersAloneWhateverItWas() throws Exception {
    Home home = Home.at(Files.createDirectory(folder.resolve("home"), mode("rwxr-xr-x")));
    Files.createDirectory(home.file("run"));
    Files.setPosixFilePermissions(home.file("run"), PosixFilePermissions.fromString("rwxrwxrwx"));
    try (RunningLock lock = take(home).orElseThrow()) {
      Path parent = lock.socket().orElseThrow().getParent();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
          .isEqualTo("rwx------");
    }
  }
}
