package dev.ferry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeComparisonTest {
  @TempDir private Path folder;
  private Path source = Path.of("");
  private Path copy = Path.of("");

  @BeforeEach
  void makeTwoEqualTrees() {
    source = TreeMaker.everything(folder.resolve("one/tree"), 7);
    copy = TreeMaker.everything(folder.resolve("two/tree"), 7);
  }

  @Test
  void equalTreesHaveNoDifference() throws IOException {
    TreeComparison comparison = TreeComparison.of(source, copy);
    assertThat(comparison.differences()).isEmpty();
    assertThat(comparison.found()).isZero();
    assertThat(comparison.files()).isGreaterThan(150);
    assertThat(comparison.bytes()).isGreaterThan(1_000_003);
  }

  @Test
  void lastByteCounts() throws IOException {
    byte[] bytes = Files.readAllBytes(copy.resolve("medium"));
    bytes[bytes.length - 1]++;
    rewrite("medium", bytes);
    assertDiffers("tree/medium differs from byte 1000002 on");
  }

  @Test
  void missingLastByteCounts() throws IOException {
    byte[] bytes = Files.readAllBytes(copy.resolve("medium"));
    rewrite("medium", Arrays.copyOf(bytes, bytes.length - 1));
    assertDiffers("tree/medium differs from byte 1000002 on");
  }

  @Test
  void oneNanosecondCounts() throws IOException {
    Path file = copy.resolve("medium");
    Instant time = Files.getLastModifiedTime(file).toInstant();
    Files.setLastModifiedTime(file, FileTime.from(time.plusNanos(1)));
    assertThat(TreeComparison.of(source, copy).differences())
        .singleElement()
        .asString()
        .startsWith("tree/medium has time ");
  }

  @Test
  void modeCounts() throws IOException {
    Files.setPosixFilePermissions(
        copy.resolve("bin/run.sh"), PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(TreeComparison.of(source, copy).differences())
        .singleElement()
        .asString()
        .startsWith("tree/bin/run.sh has mode ");
  }

  @Test
  void missingAndUnaskedFilesCount() throws IOException {
    keepingTime(copy, () -> Files.move(copy.resolve("medium"), copy.resolve("moved")));
    TreeComparison comparison = TreeComparison.of(source, copy);
    assertThat(comparison.differences())
        .containsExactlyInAnyOrder("tree/medium is missing", "tree/moved was never sent");
  }

  @Test
  void linkThatPointsElsewhereCounts() throws IOException {
    Path link = copy.resolve("bin/latest");
    keepingTime(copy.resolve("bin"), () -> keepingTime(link, () -> pointTo(link, "other")));
    assertDiffers("tree/bin/latest points somewhere else");
  }

  @Test
  void fileInsteadOfALinkCounts() throws IOException {
    Path link = copy.resolve("bin/latest");
    keepingTime(
        copy.resolve("bin"),
        () -> {
          Files.delete(link);
          Files.copy(copy.resolve("bin/run.sh"), link);
        });
    assertDiffers("tree/bin/latest is a file instead of a link");
  }

  private void assertDiffers(String difference) throws IOException {
    assertThat(TreeComparison.of(source, copy).differences()).containsExactly(difference);
  }

  private static void pointTo(Path link, String target) throws IOException {
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of(target));
  }

  private void rewrite(String name, byte[] bytes) throws IOException {
    keepingTime(copy.resolve(name), () -> Files.write(copy.resolve(name), bytes));
  }

  /** What changes the tree. */
  private interface Change {
    void make() throws IOException;
  }

  /** Makes a change, and gives {@code path} its time back. */
  private static void keepingTime(Path path, Change change) throws IOException {
    FileTime time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS);
    change.make();
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, null, null);
  }
}
