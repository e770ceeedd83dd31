package dev.ferry.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Requires;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class MoveTest {
  private final Platform platform;
  private final Path dir;
  private final HeldFolder staging;
  private final HeldFolder inbox;

  MoveTest(Platform platform, @TempDir Path dir) throws IOException {
    this.platform = platform;
    this.dir = dir;
    this.staging = platform.hold(Files.createDirectory(dir.resolve("staging")));
    this.inbox = platform.hold(Files.createDirectory(dir.resolve("inbox")));
  }

  @AfterEach
  void letGo() {
    staging.close();
    inbox.close();
  }

  /** Everything that can have a name. */
  enum Thing {
    FILE,
    EMPTY_FOLDER,
    FULL_FOLDER,
    LINK,
    DANGLING_LINK;

    void make(Path path) throws IOException {
      switch (this) {
        case FILE -> Files.writeString(path, "content of " + path.getFileName());
        case EMPTY_FOLDER -> Files.createDirectory(path);
        case FULL_FOLDER -> {
          Files.createDirectories(path.resolve("inner"));
          Files.writeString(path.resolve("inner/file"), "deep in " + path.getFileName());
        }
        case LINK -> Files.createSymbolicLink(path, Path.of("neighbour"));
        case DANGLING_LINK -> Files.createSymbolicLink(path, Path.of("nowhere at all"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Thing.class)
  void everythingMovesAsItIs(Thing thing) throws IOException {
    staging.makeFolder("deep", 0700);
    inbox.makeFolder("other", 0700);
    thing.make(dir.resolve("staging/deep/x"));
    FileStamp before = requireNonNull(staging.stampOf("deep/x"));
    staging.moveTo("deep/x", inbox, "other/y");
    FileStamp after = requireNonNull(inbox.stampOf("other/y"));
    assertThat(after.isSameFileAs(before)).isTrue();
    assertThat(after.modifiedNanos()).isEqualTo(before.modifiedNanos());
    assertThat(staging.list("deep")).isEmpty();
    if (thing == Thing.FULL_FOLDER) {
      assertThat(dir.resolve("inbox/other/y/inner/file")).hasContent("deep in x");
    }
  }

  static Stream<Thing[]> pairs() {
    return Stream.of(Thing.values())
        .flatMap(a -> Stream.of(Thing.values()).map(b -> new Thing[] {a, b}));
  }

  @ParameterizedTest(name = "{0} onto {1}")
  @MethodSource("pairs")
  void nothingIsEverOverwritten(Thing from, Thing to) throws IOException {
    Files.writeString(dir.resolve("inbox/neighbour"), "neighbour");
    from.make(dir.resolve("staging/x"));
    to.make(dir.resolve("inbox/x"));
    TreeSnapshot before = TreeSnapshot.of(dir);
    assertThatThrownBy(() -> staging.moveTo("x", inbox, "x"))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("inbox");
    before.assertSame("both sides", TreeSnapshot.of(dir));
  }

  @Test
  void ofManyMoversToOneNameExactlyOneWins() throws Exception {
    int movers = 16;
    for (int round = 0; round < 20; round++) {
      List<Future<Boolean>> results = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < movers; i++) {
          String name = "r" + round + "-" + i;
          Files.writeString(dir.resolve("staging").resolve(name), name);
          String to = "won" + round;
          results.add(threads.submit(() -> tryMove(name, to)));
        }
      }
      int winners = 0;
      for (Future<Boolean> each : results) {
        winners += each.get(20, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
      assertThat(staging.list()).hasSize((round + 1) * (movers - 1));
    }
  }

  private boolean tryMove(String from, String to) throws IOException {
    try {
      staging.moveTo(from, inbox, to);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Test
  void missingSideIsNamed() throws IOException {
    staging.openFile("x", OpenMode.CREATE_NEW).close();
    assertThatThrownBy(() -> staging.moveTo("none", inbox, "y"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageEndingWith("staging/none");
    assertThatThrownBy(() -> staging.moveTo("x", inbox, "no/y"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("inbox/no");
    assertThat(staging.list()).hasSize(1);
  }

  @Test
  void folderDoesNotMoveIntoItself() throws IOException {
    staging.makeFolders("a/b", 0700);
    assertThatThrownBy(() -> staging.moveTo("a", staging, "a/b/a"))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> staging.moveTo("a", staging, "a"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(dir.resolve("staging/a/b")).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(Thing.class)
  void nothingIsCopiedToAnotherFileSystem(Thing thing) throws IOException {
    Path other = Path.of("/dev/shm");
    Requires.check(
        Files.isWritable(other) && !Files.getFileStore(other).equals(Files.getFileStore(dir)),
        "a move between file systems",
        "/dev/shm");
    Path elsewhere = Files.createTempDirectory(other, "move");
    try (HeldFolder target = platform.hold(elsewhere)) {
      thing.make(dir.resolve("staging/x"));
      assertThatThrownBy(() -> staging.moveTo("x", target, "x"))
          .isInstanceOf(AtomicMoveNotSupportedException.class);
      assertThat(target.list()).isEmpty();
      assertThat(staging.list()).hasSize(1);
    } finally {
      Files.delete(elsewhere);
    }
  }

  @Test
  void folderOfAnotherPlatformIsRefused() throws IOException {
    for (Platform each : Platforms.all()) {
      if (!each.equals(platform)) {
        try (HeldFolder other = each.hold(dir)) {
          assertThatThrownBy(() -> staging.moveTo("x", other, "y"))
              .isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Thing.class,
      names = {"FILE", "LINK", "DANGLING_LINK"})
  void replacingTakesThePlaceOfAFileOrLink(Thing present) throws IOException {
    Files.writeString(dir.resolve("inbox/neighbour"), "neighbour");
    staging.openFile("new", OpenMode.CREATE_NEW).close();
    present.make(dir.resolve("inbox/x"));
    staging.replaceTo("new", inbox, "x");
    assertThat(dir.resolve("inbox/x")).isEmptyFile().isRegularFile();
    assertThat(requireNonNull(inbox.stampOf("x")).isFile()).isTrue();
    assertThat(staging.list()).isEmpty();
    assertThat(dir.resolve("inbox/neighbour")).hasContent("neighbour");
    staging.makeLink("link", "t");
    staging.replaceTo("link", inbox, "absent");
    assertThat(inbox.readLink("absent")).isEqualTo("t");
  }

  @ParameterizedTest
  @EnumSource(
      value = Thing.class,
      names = {"EMPTY_FOLDER", "FULL_FOLDER"})
  void foldersNeitherReplaceNorGiveWay(Thing present) throws IOException {
    Thing.FILE.make(dir.resolve("staging/file"));
    Thing.EMPTY_FOLDER.make(dir.resolve("staging/folder"));
    present.make(dir.resolve("inbox/x"));
    assertThatThrownBy(() -> staging.replaceTo("file", inbox, "x"))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> staging.replaceTo("folder", inbox, "x"))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> staging.replaceTo("folder", inbox, "absent"))
        .isInstanceOf(FileSystemException.class);
    assertThat(staging.list()).hasSize(2);
    assertThat(inbox.list()).hasSize(1);
  }

  @Test
  void replacedNameStandsForTheOldOrTheNewFileAtEveryMoment() throws Exception {
    Files.writeString(dir.resolve("inbox/x"), "whole");
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> replacer =
          threads.submit(() -> {
            for (int i = 0; i < 500; i++) {
              Files.writeString(dir.resolve("staging/x"), "whole");
              staging.replaceTo("x", inbox, "x");
            }
            return null;
          });
      while (!replacer.isDone()) {
        assertThat(Files.readString(dir.resolve("inbox/x"))).isEqualTo("whole");
      }
      replacer.get(20, TimeUnit.SECONDS);
    }
  }
}
