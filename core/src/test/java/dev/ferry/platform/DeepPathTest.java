package dev.ferry.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass(name = "{0}")
@MethodSource("dev.ferry.platform.Platforms#all")
class DeepPathTest {
  private final Platform platform;
  private final HeldFolder folder;

  DeepPathTest(Platform platform, @TempDir Path dir) throws IOException {
    this.platform = platform;
    this.folder = platform.hold(dir);
  }

  /** Also because java.nio, which cleans up, cannot reach what lies this deep. */
  @AfterEach
  void everythingCanBeDeleted() throws IOException {
    for (FolderItem item : folder.list()) {
      assertThat(folder.deleteTree(item.name())).isTrue();
    }
    folder.close();
  }

  @Test
  void twoHundredLevelsAreNothingSpecial() throws IOException {
    useAtEveryLevel("level/".repeat(199) + "file");
  }

  @Test
  void pathsUpToThreeThousandBytesWorkEverywhere() throws IOException {
    useAtEveryLevel(("x".repeat(199) + "/").repeat(14) + "y".repeat(200));
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 4097, 5000, 8192})
  void pathsBeyondWhatTheKernelTakesAtOnceWork(int length) throws IOException {
    String segment = "x".repeat(250) + "/";
    String long250 = segment.repeat(length / segment.length());
    useBeyondJava(long250 + "y".repeat(length - long250.length()));
  }

  @Test
  void everySegmentMayHave255BytesOfAnyScript() throws IOException {
    String segment = "ü".repeat(100) + "名".repeat(5) + "😀".repeat(10);
    assertThat(segment.getBytes(StandardCharsets.UTF_8)).hasSize(255);
    useBeyondJava((segment + "/").repeat(20) + segment);
  }

  @Test
  void segmentThatIsTooLongIsRefusedByTheFileSystem() {
    for (String path : new String[] {"x".repeat(256), "x".repeat(5000), "ok/" + "x".repeat(8000)}) {
      assertThatThrownBy(() -> folder.makeFolders(path, 0700))
          .isInstanceOf(FileSystemException.class);
    }
  }

  /** The portable platform refuses what java.nio cannot reach. */
  private void useBeyondJava(String path) throws IOException {
    if (platform.name().equals("linux")) {
      useAtEveryLevel(path);
    } else {
      assertThatThrownBy(() -> folder.makeFolders(path, 0700))
          .isInstanceOf(FileSystemException.class);
    }
  }

  private void useAtEveryLevel(String path) throws IOException {
    String parent = PathRules.parentOf(path);
    assertThat(folder.makeFolders(parent, 0700)).isTrue();
    assertThat(folder.makeFolders(parent, 0700)).isFalse();
    try (HeldFile file = folder.openFile(path, OpenMode.CREATE_NEW)) {
      file.write(new byte[] {7}, 0, 1, 0);
    }
    try (HeldFile file = folder.openFile(path, OpenMode.READ)) {
      assertThat(file.size()).isEqualTo(1);
    }
    folder.setModeAndTime(path, 0640, 1_000, FileKind.FILE);
    assertThat(requireNonNull(folder.stampOf(path)).mode()).isEqualTo(0640);
    folder.moveTo(path, folder, "shallow");
    folder.moveTo("shallow", folder, path);
    assertThat(folder.list(parent)).hasSize(1);
    try (HeldFolder deep = folder.descend(parent)) {
      deep.makeLink("link", "target");
      deep.force();
      deep.moveTo("link", folder, "link");
    }
    folder.force(parent);
    assertThat(folder.delete(path)).isTrue();
    assertThat(folder.stampOf(path)).isNull();
  }
}
