package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Commands;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a folder tells of what is in it, and what can be set on that. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class FolderContentTest extends OnEachPlatform {
  private static final long NANOS = 1_500_000_000_987_654_300L;

  FolderContentTest(Platform platform, @TempDir Path dir) throws IOException {
    super(platform, dir);
  }

  @Test
  void linksAreKeptAsTheyAreAndNeverReplaceAnything() throws IOException {
    folder.makeLink("link", "../any/where ü");
    assertThat(folder.readLink("link")).isEqualTo("../any/where ü");
    assertThat(stampOf("link").isLink()).isTrue();
    assertThatThrownBy(() -> folder.makeLink("link", "x"))
        .isInstanceOf(FileAlreadyExistsException.class);
    Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> folder.makeLink("file", "x"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThatThrownBy(() -> folder.readLink("file")).isInstanceOf(NotLinkException.class);
    assertThatThrownBy(() -> folder.readLink("none")).isInstanceOf(NoSuchFileException.class);
    assertThat(folder.readLink("link")).isEqualTo("../any/where ü");
  }

  @Test
  void stampTellsWhatIsThere() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "12345");
    Files.setLastModifiedTime(file, FileTime.from(NANOS, TimeUnit.NANOSECONDS));
    FileStamp stamp = stampOf("file");
    assertThat(stamp.kind()).isEqualTo(FileKind.FILE);
    assertThat(stamp.size()).isEqualTo(5);
    assertThat(stamp.modifiedNanos()).isEqualTo(NANOS);
    assertThat(stamp.inode()).isEqualTo(Files.getAttribute(file, "unix:ino"));
    assertThat(stamp.device()).isEqualTo(Files.getAttribute(file, "unix:dev"));
    assertThat(stamp).isEqualTo(platform.stamp(file, false));
    assertThat(folder.stampOf("nothing")).isNull();
    assertThat(folder.stampOf("no/thing")).isNull();
    assertThat(folder.stamp().isSameFileAs(platform.stamp(dir, false))).isTrue();
  }

  @Test
  void stampOfAPathFollowsLinksOnlyWhenAskedTo() throws IOException {
    Files.writeString(dir.resolve("file"), "12345");
    Path link = Files.createSymbolicLink(dir.resolve("link"), Path.of("file"));
    Path dangling = Files.createSymbolicLink(dir.resolve("dangling"), Path.of("none"));
    assertThat(platform.stamp(link, true).isFile()).isTrue();
    assertThat(platform.stamp(link, false).isLink()).isTrue();
    assertThatThrownBy(() -> platform.stamp(dangling, true))
        .isInstanceOf(NoSuchFileException.class);
    platform.openForReading(link, true).close();
    assertThatThrownBy(() -> platform.openForReading(link, false))
        .isInstanceOf(LinkInTheWayException.class);
  }

  @Test
  void listingNamesEverythingOnceWithItsKind() throws Exception {
    folder.makeFolder("folder", 0700);
    folder.makeLink("link", "folder");
    Commands.run("mkfifo", dir.resolve("fifo").toString());
    for (int i = 0; i < 3000; i++) {
      Files.createFile(dir.resolve("folder/file with a rather long name to fill buffers " + i));
    }
    assertThat(folder.list())
        .containsExactlyInAnyOrder(
            new FolderItem("folder", FileKind.FOLDER),
            new FolderItem("link", FileKind.LINK),
            new FolderItem("fifo", FileKind.OTHER));
    assertThat(folder.list("folder")).hasSize(3000).doesNotHaveDuplicates();
    assertThat(folder.list("folder")).extracting(FolderItem::kind).containsOnly(FileKind.FILE);
    assertThatThrownBy(() -> folder.list("link")).isInstanceOf(LinkInTheWayException.class);
    assertThatThrownBy(() -> folder.list("none")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void namesThatAreNotUtf8AreLeftOutOfAListing() throws Exception {
    Files.createFile(dir.resolve("gut \uFFFD"));
    Files.createFile(dir.resolve("ünï😀"));
    Commands.run("sh", "-c", "touch \"$(printf '%s/b\\377d' " + dir + ")\"");
    assertThat(dir.toFile().list()).hasSize(3);
    assertThat(folder.list())
        .extracting(FolderItem::name)
        .containsExactlyInAnyOrder("gut \uFFFD", "ünï😀");
  }

  @Test
  void modeAndTimeAreSetByNameForEveryKind() throws IOException {
    folder.makeFolder("folder", 0700);
    Files.createFile(dir.resolve("folder/file"));
    folder.makeLink("link", "folder/file");
    long before = stampOf("folder/file").modifiedNanos();
    folder.setModeAndTime("link", 0700, NANOS, FileKind.LINK);
    assertThat(stampOf("folder/file").modifiedNanos()).isEqualTo(before);
    folder.setModeAndTime("folder/file", 0444, NANOS + 1, FileKind.FILE);
    folder.setModeAndTime("folder", 0555, NANOS + 2, FileKind.FOLDER);
    assertThat(stampOf("folder/file").mode()).isEqualTo(0444);
    assertThat(stampOf("folder/file").modifiedNanos()).isEqualTo(NANOS + 1);
    assertThat(stampOf("folder").mode()).isEqualTo(0555);
    assertThat(stampOf("folder").modifiedNanos()).isEqualTo(NANOS + 2);
    folder.setModeAndTime("folder", 0700, 0, FileKind.FOLDER);
  }

  @Test
  void modeAndTimeAreNotSetOnSomethingElse() throws IOException {
    folder.makeFolder("folder", 0700);
    Files.createFile(dir.resolve("file"));
    folder.makeLink("link", "file");
    FileStamp before = stampOf("file");
    assertThatThrownBy(() -> folder.setModeAndTime("link", 0777, 0, FileKind.FILE))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> folder.setModeAndTime("folder", 0777, 0, FileKind.FILE))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> folder.setModeAndTime("file", 0777, 0, FileKind.FOLDER))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> folder.setModeAndTime("file", 0777, 0, FileKind.LINK))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> folder.setModeAndTime("none", 0777, 0, FileKind.FILE))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> folder.setModeAndTime("file", 04755, 0, FileKind.FILE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(stampOf("file")).isEqualTo(before);
  }
}
