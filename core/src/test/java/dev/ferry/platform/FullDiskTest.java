package dev.ferry.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.SmallDisk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a disk that is full, or not there any more, looks like. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class FullDiskTest {
  private static final int MEGABYTE = 1024 * 1024;

  private final SmallDisk disk;
  private final HeldFolder folder;

  FullDiskTest(Platform platform, @TempDir Path dir) throws IOException {
    disk = SmallDisk.mount(dir.resolve("disk"), 1);
    folder = platform.hold(disk.path());
  }

  @AfterEach
  void unmount() {
    folder.close();
    disk.close();
  }

  @Test
  void fullDiskIsToldFromOtherFailuresAndHoldsWhatFits() throws IOException {
    byte[] bytes = new byte[3 * MEGABYTE];
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      assertThatThrownBy(() -> file.write(bytes, 0, bytes.length, 0))
          .isInstanceOf(NoSpaceException.class)
          .hasMessageContaining("disk/f")
          .hasMessageContaining("No space left on device");
      assertThat(file.size()).isBetween(MEGABYTE / 2L, (long) MEGABYTE);
      file.setLength(0);
      file.write(bytes, 0, 1000, 0);
      assertThat(file.size()).isEqualTo(1000);
    }
  }

  @Test
  void writingGoesOnOnceThereIsRoom() throws IOException {
    byte[] bytes = new byte[2 * MEGABYTE];
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      assertThatThrownBy(() -> file.write(bytes, 0, bytes.length, 0))
          .isInstanceOf(NoSpaceException.class);
      disk.resize(8);
      file.write(bytes, 0, bytes.length, 0);
      assertThat(file.size()).isEqualTo(bytes.length);
    }
  }

  @Test
  void spaceOfASmallDiskIsSmall() throws IOException {
    assertThat(folder.space().totalBytes()).isEqualTo(MEGABYTE);
    long before = folder.space().freeBytes();
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      file.write(new byte[MEGABYTE / 2], 0, MEGABYTE / 2, 0);
    }
    assertThat(before - folder.space().freeBytes()).isEqualTo(MEGABYTE / 2);
  }

  @Test
  void diskWithoutRoomForMoreNamesIsFullToo() {
    Commands.run("mount", "-o", "remount,nr_inodes=8", disk.path().toString());
    assertThatThrownBy(() -> makeFiles(20)).isInstanceOf(NoSpaceException.class);
    assertThatThrownBy(() -> folder.makeFolder("folder", 0700))
        .isInstanceOf(NoSpaceException.class);
    assertThatThrownBy(() -> folder.makeLink("link", "target"))
        .isInstanceOf(NoSpaceException.class);
  }

  private void makeFiles(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      folder.openFile("f" + i, OpenMode.CREATE_NEW).close();
    }
  }

  @Test
  void diskThatTurnedReadOnlyIsGone() throws IOException {
    folder.makeFolder("folder", 0700);
    folder.openFile("f", OpenMode.CREATE_NEW).close();
    Commands.run("mount", "-o", "remount,ro", disk.path().toString());
    assertThatThrownBy(() -> folder.openFile("new", OpenMode.CREATE_NEW))
        .isInstanceOf(StorageGoneException.class);
    assertThatThrownBy(() -> folder.openFile("f", OpenMode.WRITE))
        .isInstanceOf(StorageGoneException.class);
    assertThatThrownBy(() -> folder.makeFolder("new", 0700))
        .isInstanceOf(StorageGoneException.class);
    assertThatThrownBy(() -> folder.makeLink("new", "target"))
        .isInstanceOf(StorageGoneException.class);
    assertThatThrownBy(() -> folder.delete("f")).isInstanceOf(StorageGoneException.class);
    assertThatThrownBy(() -> folder.moveTo("f", folder, "g"))
        .isInstanceOf(StorageGoneException.class);
    assertThatThrownBy(() -> folder.setModeAndTime("f", 0600, 0, FileKind.FILE))
        .isInstanceOf(StorageGoneException.class);
    folder.openFile("f", OpenMode.READ).close();
  }
}
