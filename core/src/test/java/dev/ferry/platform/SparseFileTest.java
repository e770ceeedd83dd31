package dev.ferry.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On whatever file system the temporary folder has, and on tmpfs. */
@ParameterizedClass(name = "{0} in {1}")
@MethodSource("placesOfAllPlatforms")
class SparseFileTest {
  private static final long GIGABYTE = 1L << 30;
  private static final int PIECE = 10_000;

  /** How far an extent may reach beyond its data: a large block. */
  private static final long BLOCK = 64 * 1024;

  private final Platform platform;
  private final Path dir;
  private final HeldFolder folder;

  SparseFileTest(Platform platform, Path place) throws IOException {
    Requires.check(Files.isWritable(place), "sparse files in " + place, "that folder");
    this.platform = platform;
    this.dir = Files.createTempDirectory(place, "sparse");
    this.folder = platform.hold(dir);
  }

  static Stream<Arguments> placesOfAllPlatforms() {
    List<Path> places = List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/dev/shm"));
    return Platforms.all().stream()
        .flatMap(platform -> places.stream().map(place -> Arguments.of(platform, place)));
  }

  @AfterEach
  void deleteAll() throws IOException {
    folder.deleteTree("f");
    folder.close();
    Files.delete(dir);
  }

  @Test
  void holesOfAHugeFileAreFoundAtOnce() throws IOException {
    List<Long> starts = List.of(0L, 50 * GIGABYTE, 100 * GIGABYTE - PIECE);
    write(100 * GIGABYTE, starts);
    List<Extent> islands = platform.islands(dir.resolve("f"), 100);
    assertThat(islands).anySatisfy(extent -> assertThat(extent.from()).isZero());
    for (long start : starts) {
      assertThat(islands)
          .as("data at " + start)
          .anyMatch(extent -> extent.from() <= start && extent.to() >= start + PIECE);
    }
    if (findsHoles()) {
      assertThat(islands).hasSize(3);
      assertThat(bytes(islands)).isLessThan(3 * (PIECE + 2 * BLOCK));
      assertThat(platform.stamp(dir.resolve("f"), false).allocatedBytes())
          .isLessThan(3 * (PIECE + 2 * BLOCK));
    } else {
      assertThat(islands).containsExactly(new Extent(0, 100 * GIGABYTE));
    }
  }

  @Test
  void wholeFileIsOneIsland() throws IOException {
    write(PIECE, List.of(0L));
    assertThat(platform.islands(dir.resolve("f"), 100)).containsExactly(new Extent(0, PIECE));
  }

  @Test
  void fileThatIsEmptyOrOneHoleHasNoIsland() throws IOException {
    write(0, List.of());
    assertThat(platform.islands(dir.resolve("f"), 100)).isEmpty();
    if (findsHoles()) {
      write(GIGABYTE, List.of());
      assertThat(platform.islands(dir.resolve("f"), 100)).isEmpty();
    }
  }

  @Test
  void manyIslandsBecomeFewByClosingTheSmallestHoles() throws IOException {
    List<Long> starts = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      starts.add(i * (4 * BLOCK) + (i >= 500 ? GIGABYTE : 0));
    }
    write(2 * GIGABYTE, starts);
    for (int most : new int[] {2000, 1000, 999, 100, 2, 1}) {
      List<Extent> islands = platform.islands(dir.resolve("f"), most);
      assertThat(islands).hasSizeLessThanOrEqualTo(most);
      for (long start : starts) {
        assertThat(islands)
            .anyMatch(extent -> extent.from() <= start && extent.to() >= start + PIECE);
      }
      if (findsHoles() && most >= 2) {
        assertThat(bytes(islands)).as("the large hole stays").isLessThan(GIGABYTE);
      }
    }
  }

  @Test
  void nextDataBeginsWhereItIsAskedFor() throws IOException {
    write(GIGABYTE, List.of(0L));
    try (HeldFile file = folder.openFile("f", OpenMode.READ)) {
      assertThat(requireNonNull(file.nextData(5)).from()).isEqualTo(5);
      assertThat(file.nextData(GIGABYTE)).isNull();
      assertThat(file.nextData(5 * GIGABYTE)).isNull();
      assertThatThrownBy(() -> file.nextData(-1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void onlyRegularFilesHaveIslands() {
    assertThatThrownBy(() -> platform.islands(dir, 10)).isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> platform.islands(dir.resolve("none"), 10))
        .isInstanceOf(NoSuchFileException.class);
  }

  private boolean findsHoles() {
    return platform.name().equals("linux");
  }

  private void write(long size, List<Long> starts) throws IOException {
    folder.delete("f");
    try (HeldFile file = folder.openFile("f", OpenMode.CREATE_NEW)) {
      byte[] piece = new byte[PIECE];
      Arrays.fill(piece, (byte) 1);
      for (long start : starts) {
        file.write(piece, 0, PIECE, start);
      }
      file.setLength(size);
      file.force();
    }
  }

  private static long bytes(List<Extent> extents) {
    return extents.stream().mapToLong(extent -> extent.to() - extent.from()).sum();
  }
}
