package dev.ferry.platform;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Commands;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holding, making, opening and deleting. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class HeldFolderTest extends OnEachPlatform {
  HeldFolderTest(Platform platform, @TempDir Path dir) throws IOException {
    super(platform, dir);
  }

  @Test
  void onlyFoldersCanBeHeld() throws IOException {
    Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> platform.hold(file)).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> platform.hold(dir.resolve("nothing")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void linkToAFolderCanBeHeldBecauseItsUserChoseIt() throws IOException {
    Files.createDirectory(dir.resolve("real"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("real"));
    try (HeldFolder held = platform.hold(link)) {
      held.openFile("f", OpenMode.CREATE_NEW).close();
    }
    assertThat(dir.resolve("real/f")).exists();
  }

  @Test
  void makingAFolderTwiceIsFineAndTold() throws IOException {
    assertThat(folder.makeFolder("a", 0700)).isTrue();
    assertThat(folder.makeFolder("a", 0755)).isFalse();
    assertThat(stampOf("a").isFolder()).isTrue();
    assertThat(stampOf("a").mode()).isEqualTo(0700);
  }

  @Test
  void missingParentsAreMadeOnlyWhenAskedFor() throws IOException {
    assertThatThrownBy(() -> folder.makeFolder("a/b", 0700))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(folder.makeFolders("a/b/c", 0700)).isTrue();
    assertThat(folder.makeFolders("a/b/c", 0700)).isFalse();
    assertThat(folder.makeFolders("a/b/d", 0700)).isTrue();
    assertThat(stampOf("a/b").mode()).isEqualTo(0700);
  }

  @Test
  void folderIsNotMadeWhereSomethingElseIs() throws IOException {
    Files.createFile(dir.resolve("file"));
    Files.createDirectory(dir.resolve("real"));
    Files.createSymbolicLink(dir.resolve("link"), Path.of("real"));
    Files.createSymbolicLink(dir.resolve("dangling"), Path.of("nowhere"));
    for (String name : new String[] {"file", "link", "dangling"}) {
      assertThatThrownBy(() -> folder.makeFolder(name, 0700))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThatThrownBy(() -> folder.makeFolders(name, 0700))
          .isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThatThrownBy(() -> folder.makeFolders("file/x", 0700))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> folder.makeFolders("link/x", 0700))
        .isInstanceOf(LinkInTheWayException.class);
    assertThat(dir.resolve("real")).isEmptyDirectory();
  }

  @Test
  void openModesSayWhatMustBeThere() throws IOException {
    assertThatThrownBy(() -> folder.openFile("f", OpenMode.READ))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("f");
    assertThatThrownBy(() -> folder.openFile("f", OpenMode.WRITE))
        .isInstanceOf(NoSuchFileException.class);
    folder.openFile("f", OpenMode.WRITE_CREATE).close();
    Files.writeString(dir.resolve("f"), "kept");
    folder.openFile("f", OpenMode.WRITE_CREATE).close();
    folder.openFile("f", OpenMode.WRITE).close();
    assertThatThrownBy(() -> folder.openFile("f", OpenMode.CREATE_NEW))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(dir.resolve("f")).hasContent("kept");
    try (HeldFile file = folder.openFile("f", OpenMode.READ)) {
      assertThatThrownBy(() -> file.write(new byte[1], 0, 1, 0)).isInstanceOf(Exception.class);
    }
    assertThat(dir.resolve("f")).hasContent("kept");
  }

  @ParameterizedTest
  @EnumSource(OpenMode.class)
  void onlyRegularFilesAreOpened(OpenMode mode) throws IOException {
    Files.createDirectory(dir.resolve("folder"));
    Files.createFile(dir.resolve("target"));
    Files.createSymbolicLink(dir.resolve("link"), Path.of("target"));
    Files.createSymbolicLink(dir.resolve("dangling"), Path.of("nowhere"));
    for (String name : new String[] {"folder", "link", "dangling"}) {
      assertThatThrownBy(() -> folder.openFile(name, mode)).isInstanceOf(FileSystemException.class);
    }
    assertThat(dir.resolve("nowhere")).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(OpenMode.class)
  @Timeout(20)
  void fifoIsRefusedWithoutWaiting(OpenMode mode) throws Exception {
    Commands.run("mkfifo", dir.resolve("fifo").toString());
    assertThatThrownBy(() -> folder.openFile("fifo", mode)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> platform.openForReading(dir.resolve("fifo"), true))
        .isInstanceOf(FileSystemException.class);
    assertThat(stampOf("fifo").kind()).isEqualTo(FileKind.OTHER);
  }

  @Test
  void fileAsAParentIsNoFolder() throws IOException {
    Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> folder.openFile("file/x", OpenMode.CREATE_NEW))
        .isInstanceOf(NotDirectoryException.class);
    assertThat(folder.stampOf("file/x")).isNull();
    assertThat(folder.delete("file/x")).isFalse();
    assertThatThrownBy(() -> folder.list("file")).isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> folder.descend("file")).isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void fileBeneathAFolderIsOpenedThroughNoLinkAtAll() throws IOException {
    Path outside = Files.createDirectory(dir.resolve("outside"));
    Files.writeString(outside.resolve("file"), "secret");
    Files.createDirectories(dir.resolve("root/sub"));
    Files.writeString(dir.resolve("root/sub/file"), "open");
    Files.createSymbolicLink(dir.resolve("root/link"), outside);
    Files.createSymbolicLink(dir.resolve("root/sub/to"), outside.resolve("file"));
    Path root = dir.resolve("root");
    Path rootLink = Files.createSymbolicLink(dir.resolve("rootLink"), outside);
    try (HeldFile file = platform.openBeneath(root, "sub/file")) {
      assertThat(file.size()).isEqualTo(4);
    }
    assertThatThrownBy(() -> platform.openBeneath(root, "link/file"))
        .isInstanceOf(LinkInTheWayException.class);
    assertThatThrownBy(() -> platform.openBeneath(root, "sub/to"))
        .isInstanceOf(LinkInTheWayException.class);
    assertThatThrownBy(() -> platform.openBeneath(rootLink, "file"))
        .isInstanceOf(NotDirectoryException.class);
    assertThatThrownBy(() -> platform.openBeneath(root, "../outside/file"))
        .isInstanceOf(InvalidPathException.class);
    assertThatThrownBy(() -> platform.openBeneath(root, "sub/none"))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> platform.openBeneath(root, "sub"))
        .isInstanceOf(FileSystemException.class);
  }

  @Test
  void deletingTakesOneThingAndTellsIfThereWasNone() throws IOException {
    folder.makeFolders("full/inner", 0700);
    Files.createFile(dir.resolve("file"));
    folder.makeLink("link", "full");
    assertThat(folder.delete("file")).isTrue();
    assertThat(folder.delete("file")).isFalse();
    assertThat(folder.delete("link")).isTrue();
    assertThatThrownBy(() -> folder.delete("full")).isInstanceOf(DirectoryNotEmptyException.class);
    assertThat(folder.delete("full/inner")).isTrue();
    assertThat(folder.delete("full")).isTrue();
    assertThat(folder.delete("no/such")).isFalse();
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void deletingATreeTakesEverythingButWhatLinksPointAt(@TempDir Path outside) throws IOException {
    Canary canary = Canary.in(outside);
    folder.makeFolders("tree/a/b", 0700);
    Files.writeString(dir.resolve("tree/a/b/file"), "x");
    folder.makeLink("tree/a/out", outside.toString());
    folder.makeLink("tree/up", "..");
    folder.makeLink("direct", outside.toString());
    assertThat(folder.deleteTree("tree")).isTrue();
    assertThat(folder.deleteTree("tree")).isFalse();
    assertThat(folder.deleteTree("direct")).isTrue();
    assertThat(dir).isEmptyDirectory();
    canary.assertUntouched();
  }

  @Test
  void descendedFolderIsTheSameFolderAndOutlivesItsParent() throws IOException {
    folder.makeFolders("a/b", 0700);
    HeldFolder inner = folder.descend("a/b");
    folder.close();
    try (inner) {
      inner.openFile("f", OpenMode.CREATE_NEW).close();
      assertThat(inner.path()).isEqualTo(dir.toRealPath().resolve("a/b"));
    }
    assertThat(dir.resolve("a/b/f")).exists();
  }

  @Test
  void forcingWorksForFilesFoldersAndAll() throws IOException {
    folder.makeFolders("a/b", 0700);
    folder.force();
    folder.force("a");
    folder.force("a/b");
    assertThat(folder.syncFileSystem()).isEqualTo(platform.name().equals("linux"));
    assertThatThrownBy(() -> folder.force("none")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void spaceIsThatOfTheFileSystem() throws IOException {
    Space space = folder.space();
    assertThat(space.totalBytes()).isEqualTo(Files.getFileStore(dir).getTotalSpace());
    assertThat(space.freeBytes()).isPositive().isLessThan(space.totalBytes());
    assertThat(space.freeFiles()).isGreaterThanOrEqualTo(Space.UNKNOWN);
  }

  @Test
  void everyCallAfterCloseSaysSo() {
    folder.close();
    folder.close();
    assertThatThrownBy(() -> folder.openFile("f", OpenMode.CREATE_NEW))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> folder.makeFolder("f", 0700))
        .isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(() -> folder.stampOf("f")).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(folder::list).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(folder::force).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(folder::space).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(folder::stamp).isInstanceOf(ClosedChannelException.class);
    assertThatThrownBy(folder::syncFileSystem).isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void deletedFolderIsGoneRatherThanEmpty() throws IOException {
    Path root = Files.createDirectory(dir.resolve("root"));
    try (HeldFolder held = platform.hold(root)) {
      Files.delete(root);
      assertThatThrownBy(() -> held.openFile("f", OpenMode.CREATE_NEW))
          .isInstanceOf(StorageGoneException.class);
      assertThatThrownBy(() -> held.makeFolder("f", 0700)).isInstanceOf(StorageGoneException.class);
      assertThatThrownBy(() -> held.makeLink("f", "x")).isInstanceOf(StorageGoneException.class);
      assertThatThrownBy(() -> held.stampOf("f")).isInstanceOf(StorageGoneException.class);
      assertThatThrownBy(() -> held.delete("f")).isInstanceOf(StorageGoneException.class);
    }
  }

  @Test
  void manyThreadsMayMakeTheSameFolderAndFile() throws Exception {
    for (int round = 0; round < 20; round++) {
      String path = "r" + round + "/a/b/c";
      List<Callable<Boolean>> makers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        byte[] one = {(byte) i};
        int at = i;
        makers.add(() -> {
          boolean made = folder.makeFolders(path, 0700);
          try (HeldFile file = folder.openFile(path + "/file", OpenMode.WRITE_CREATE)) {
            file.write(one, 0, 1, at);
          }
          return made;
        });
      }
      int made = 0;
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> each : threads.invokeAll(makers, 30, TimeUnit.SECONDS)) {
          made += each.get() ? 1 : 0;
        }
      }
      assertThat(made).isEqualTo(1);
      assertThat(dir.resolve(path + "/file"))
          .hasBinaryContent(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15});
    }
  }

  @Test
  void bootIdIsTheKernels() throws IOException {
    Path id = Path.of("/proc/sys/kernel/random/boot_id");
    if (Files.exists(id, NOFOLLOW_LINKS)) {
      assertThat(platform.bootId()).isEqualTo(Files.readString(id).strip());
    } else {
      assertThat(platform.bootId()).isNull();
    }
  }
}
