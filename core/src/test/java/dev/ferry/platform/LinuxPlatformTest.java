package dev.ferry.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only Linux's own calls can promise. */
class LinuxPlatformTest {
  private final Path root;
  private final Platform platform = Platform.current();
  private final HeldFolder folder;
  private final Canary canary;

  LinuxPlatformTest(@TempDir Path dir) throws IOException {
    Requires.linux("the platform of Linux");
    assertThat(platform.name()).isEqualTo("linux");
    root = Files.createDirectory(dir.resolve("root"));
    folder = platform.hold(root);
    canary = Canary.in(dir.resolve("outside"));
  }

  @AfterEach
  void canaryIsUntouched() {
    folder.close();
    canary.assertUntouched();
  }

  @Test
  void linkSwappedInWhileFilesAreMadeIsNeverFollowed() throws Exception {
    Files.createDirectories(root.resolve("a/b"));
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<Integer> swapper = threads.submit(() -> swapUntil(stop));
      int made = 0;
      int refused = 0;
      for (int i = 0; i < 20_000 || made == 0 || refused == 0; i++) {
        try {
          workBelow("a/b", i);
          made++;
        } catch (FileSystemException e) {
          refused++;
        }
      }
      stop.set(true);
      assertThat(swapper.get(20, TimeUnit.SECONDS)).isPositive();
    }
  }

  private void workBelow(String way, int i) throws IOException {
    String name = way + "/n" + i;
    switch (i % 5) {
      case 0 -> folder.openFile(name, OpenMode.CREATE_NEW).close();
      case 1 -> folder.makeFolder(name, 0700);
      case 2 -> folder.makeLink(name, "x");
      case 3 -> folder.setModeAndTime(way + "/file", 0777, 0, FileKind.FILE);
      default -> {
        if (!folder.delete(way + "/file")) {
          throw new NoSuchFileException("nothing deleted");
        }
      }
    }
  }

  private int swapUntil(AtomicBoolean stop) throws IOException {
    int swaps = 0;
    while (!stop.get()) {
      Files.move(root.resolve("a"), root.resolve("real"));
      Files.createSymbolicLink(root.resolve("a"), canary.root());
      Files.delete(root.resolve("a"));
      Files.move(root.resolve("real"), root.resolve("a"));
      swaps++;
    }
    return swaps;
  }

  @Test
  void heldFolderStaysTheSameWhenItIsRenamed() throws IOException {
    Path moved = Files.move(root, root.resolveSibling("moved"));
    Files.createSymbolicLink(root, canary.root());
    folder.openFile("f", OpenMode.CREATE_NEW).close();
    assertThat(moved.resolve("f")).exists();
    Files.delete(root);
  }

  @Test
  void moveInTwoStepsNeverOverwritesEither() throws IOException {
    for (MoveTest.Thing from : MoveTest.Thing.values()) {
      for (MoveTest.Thing to : MoveTest.Thing.values()) {
        from.make(root.resolve("from"));
        to.make(root.resolve("to"));
        FileStamp before = requireNonNull(folder.stampOf("to"));
        assertThat(moveInTwoSteps("from", "to")).isEqualTo(-Errno.EEXIST);
        assertThat(folder.stampOf("to")).isEqualTo(before);
        folder.deleteTree("to");
        FileStamp source = requireNonNull(folder.stampOf("from"));
        assertThat(moveInTwoSteps("from", "to")).isZero();
        assertThat(requireNonNull(folder.stampOf("to")).isSameFileAs(source)).isTrue();
        assertThat(folder.list()).hasSize(1);
        folder.deleteTree("to");
      }
    }
    assertThat(moveInTwoSteps("none", "to")).isEqualTo(-Errno.ENOENT);
  }

  @Test
  void moveThatACrashCutInTwoIsFinishedByTheSameCall() throws IOException {
    Path file = Files.writeString(root.resolve("from"), "content");
    Files.createLink(root.resolve("to"), file);
    assertThat(moveInTwoSteps("from", "to")).isZero();
    assertThat(folder.list()).containsExactly(new FolderItem("to", FileKind.FILE));
    assertThat(root.resolve("to")).hasContent("content");
  }

  @Test
  void portableMoveThatACrashCutInTwoIsFinishedByTheSameCall() throws IOException {
    Path other = Files.createDirectory(root.resolve("other"));
    Path file = Files.writeString(root.resolve("from"), "content");
    Files.createLink(other.resolve("to"), file);
    Files.createLink(root.resolve("to"), file);
    assertThatThrownBy(() -> PortableMoves.move(file, root.resolve("to")))
        .isInstanceOf(FileAlreadyExistsException.class);
    PortableMoves.move(file, other.resolve("to"));
    assertThat(file).doesNotExist();
    assertThat(other.resolve("to")).hasContent("content");
  }

  @Test
  void modeAndTimeOfWhatMayNotBeReadAreSetByAnotherWay() throws IOException {
    Files.createFile(root.resolve("file"));
    Files.createDirectory(root.resolve("folder"));
    Files.createSymbolicLink(root.resolve("link"), canary.root().resolve("file"));
    assertThat(setUnreadable("file", FileKind.FILE)).isZero();
    assertThat(setUnreadable("folder", FileKind.FOLDER)).isZero();
    assertThat(setUnreadable("link", FileKind.FILE)).isEqualTo(-Errno.ELOOP);
    assertThat(setUnreadable("folder", FileKind.FILE)).isEqualTo(-Errno.EISDIR);
    for (String name : new String[] {"file", "folder"}) {
      assertThat(requireNonNull(folder.stampOf(name)).mode()).isEqualTo(0310);
      assertThat(requireNonNull(folder.stampOf(name)).modifiedNanos()).isEqualTo(77);
    }
  }

  private long setUnreadable(String name, FileKind kind) throws IOException {
    ScratchPool pool = new ScratchPool();
    Descriptor held = hold(pool);
    try (Spot spot = Spot.inParent(pool, held, name)) {
      return LinuxModes.setUnreadable(spot, 0310, 77, kind);
    } finally {
      held.close(pool.take());
    }
  }

  private long moveInTwoSteps(String from, String to) throws IOException {
    ScratchPool pool = new ScratchPool();
    Descriptor held = hold(pool);
    try (Spot source = Spot.inParent(pool, held, from);
        Spot target = Spot.inParent(pool, held, to)) {
      return LinuxMoves.moveInTwoSteps(source, target);
    } finally {
      held.close(pool.take());
    }
  }

  private Descriptor hold(ScratchPool pool) {
    try (Spot spot = Spot.anywhere(pool, root.toString())) {
      return new Descriptor(spot.open(Kernel.O_RDONLY | Kernel.O_DIRECTORY, 0));
    }
  }
}
