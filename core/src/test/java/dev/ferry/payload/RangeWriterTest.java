package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.Islands;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.LinkInTheWayException;
import dev.ferry.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeWriterTest {
  private static final long MIB = 1L << 20;

  @TempDir Path staging;
  @TempDir Path outside;

  private final StageMeter meter = new StageMeter();
  private final Recorder recorder = new Recorder();
  private final byte[] bytes = new byte[2 * Chunk.SIZE];
  private HeldFolder folder;

  @BeforeEach
  void hold() throws IOException {
    folder = Platform.current().hold(staging);
    new Random(9).nextBytes(bytes);
  }

  @AfterEach
  void release() {
    folder.close();
  }

  @Test
  void keepsStagedFilesAndFoldersToTheirOwner() throws IOException {
    PayloadLayout layout = layoutOf(file("a/b/c", 10));
    try (RangeWriter writer = writer(layout, 0, 10, null)) {
      writer.write(bytes, 0, 10);
    }
    assertThat(modeOf("a/b/c")).isEqualTo("rw-------");
    assertThat(modeOf("a/b")).isEqualTo("rwx------");
    assertThat(modeOf("a")).isEqualTo("rwx------");
  }

  @Test
  void tellsThePartThatCameWhenItIsClosedEarly() throws IOException {
    PayloadLayout layout = layoutOf(file("a", 100));
    try (RangeWriter writer = writer(layout, 20, 100, null)) {
      writer.write(bytes, 0, 30);
      assertThat(writer.remaining()).isEqualTo(50);
    }
    assertThat(recorder.parts).containsExactly("0:20-50 " + ChunkHasher.hash(bytes, 0, 30));
    assertThat(recorder.dirty).containsExactly(0L);
  }

  @Test
  void tellsNothingIfNothingCame() throws IOException {
    writer(layoutOf(file("a", 100)), 20, 100, null).close();
    assertThat(recorder.parts).isEmpty();
    assertThat(staging).isEmptyDirectory();
  }

  @Test
  void finishesAChunkWhoseBeginningIsStagedAlready() throws IOException {
    PayloadLayout layout = layoutOf(file("a", Chunk.SIZE + 10L));
    try (RangeWriter writer = writer(layout, 0, 1000, null)) {
      writer.write(bytes, 0, 1000);
    }
    ChunkHasher prefix = new ChunkHasher();
    prefix.update(bytes, 0, 1000);
    try (RangeWriter writer = writer(layout, 1000, layout.length(), prefix)) {
      writer.write(bytes, 1000, Chunk.SIZE + 10 - 1000);
    }
    assertThat(recorder.hashes.get(0)).isEqualTo(ChunkHasher.hash(bytes, 0, Chunk.SIZE));
    assertThat(recorder.hashes.get(1)).isEqualTo(ChunkHasher.hash(bytes, Chunk.SIZE, 10));
    assertThat(Files.readAllBytes(staging.resolve("a")))
        .isEqualTo(Arrays.copyOf(bytes, Chunk.SIZE + 10));
  }

  @Test
  void refusesMoreThanItsRange() throws IOException {
    PayloadLayout layout = layoutOf(file("a", 100), file("b", 100));
    try (RangeWriter writer = writer(layout, 0, 100, null)) {
      assertThatThrownBy(() -> writer.write(bytes, 0, 101))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(staging.resolve("b")).doesNotExist();
  }

  @Test
  void overwritesWhatAnEarlierTryLeft() throws IOException {
    PayloadLayout layout = layoutOf(file("a", 100));
    Files.write(staging.resolve("a"), new byte[70]);
    try (RangeWriter writer = writer(layout, 0, 100, null)) {
      writer.write(bytes, 0, 100);
    }
    assertThat(Files.readAllBytes(staging.resolve("a"))).isEqualTo(Arrays.copyOf(bytes, 100));
  }

  @Test
  void followsNoLinkOutOfStaging() throws IOException {
    Files.createSymbolicLink(staging.resolve("a"), outside);
    Files.createSymbolicLink(staging.resolve("b"), outside.resolve("victim"));
    PayloadLayout layout = layoutOf(file("a/x", 100), file("b", 100));
    try (RangeWriter writer = writer(layout, 0, 100, null)) {
      assertThatThrownBy(() -> writer.write(bytes, 0, 100)).isInstanceOf(IOException.class);
    }
    try (RangeWriter writer = writer(layout, 100, 200, null)) {
      assertThatThrownBy(() -> writer.write(bytes, 0, 100))
          .isInstanceOf(LinkInTheWayException.class);
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void leavesHolesOfSparseFiles() throws IOException {
    PayloadLayout layout = layoutOf(sparse("s", 12 * MIB, 5 * MIB, 5 * MIB + 4096));
    byte[] payload = new byte[12 << 20];
    System.arraycopy(bytes, 0, payload, 5 << 20, 4096);
    try (RangeWriter writer = writer(layout, Chunk.SIZE, 2L * Chunk.SIZE, null)) {
      for (int at = Chunk.SIZE; at < 2 * Chunk.SIZE; at += 200_000) {
        writer.write(payload, at, Math.min(200_000, 2 * Chunk.SIZE - at));
      }
    }
    assertThat(recorder.hashes.get(1)).isEqualTo(ChunkHasher.hash(payload, Chunk.SIZE, Chunk.SIZE));
    assertThat(Files.readAllBytes(staging.resolve("s")))
        .startsWith(Arrays.copyOfRange(payload, 0, (5 << 20) + 4096));
    assumeThat(knowsHoles()).as("the platform knows holes").isTrue();
    assertThat(allocated("s")).isLessThan(100_000);
  }

  @Test
  void writesWhatComesForAHoleIfItIsNotZero() throws IOException {
    PayloadLayout layout = layoutOf(sparse("s", 3 * MIB, MIB, 2 * MIB));
    try (RangeWriter writer = writer(layout, 0, 3 * MIB, null)) {
      writer.write(bytes, 0, 3 << 20);
    }
    assertThat(Files.readAllBytes(staging.resolve("s"))).isEqualTo(Arrays.copyOf(bytes, 3 << 20));
  }

  @Test
  void wipesWhatAnEarlierTryWroteIntoAHole() throws IOException {
    PayloadLayout layout = layoutOf(sparse("s", 3 * MIB, MIB, 2 * MIB));
    byte[] wrong = new byte[3 << 20];
    Arrays.fill(wrong, 77, 5000, (byte) 1);
    Arrays.fill(wrong, 900_000, 1_100_000, (byte) 2);
    Arrays.fill(wrong, (2 << 20) + 5, (2 << 20) + 6, (byte) 3);
    for (byte[] payload : List.of(wrong, new byte[3 << 20])) {
      try (RangeWriter writer = writer(layout, 0, 3 * MIB, null)) {
        writer.write(payload, 0, 3 << 20);
      }
    }
    byte[] staged = Files.readAllBytes(staging.resolve("s"));
    assertThat(staged).isEqualTo(new byte[staged.length]);
  }

  private RangeWriter writer(PayloadLayout layout, long from, long to, @Nullable ChunkHasher prefix)
      throws IOException {
    StagedFiles files = new StagedFiles(folder, StagedNames.TREE);
    return new RangeWriter(layout, files, from, to, prefix, recorder, meter);
  }

  private String modeOf(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(staging.resolve(path)));
  }

  private boolean knowsHoles() throws IOException {
    Path probe = outside.resolve("probe");
    new SourceTree(outside).sparse("probe", MIB, new Random(1));
    return Platform.current().islands(probe, 10).isEmpty();
  }

  private long allocated(String path) throws IOException {
    return Platform.current().stamp(staging.resolve(path), false).allocatedBytes();
  }

  private static FileEntry file(String path, long size) {
    return new FileEntry(SourceTree.pathOf(path), size, 0, 0);
  }

  private static FileEntry sparse(String path, long size, long from, long to) {
    Islands islands = Islands.of(List.of(new Islands.Part(from, to)));
    return new FileEntry(SourceTree.pathOf(path), size, 0, 0, islands, null);
  }

  private static PayloadLayout layoutOf(FileEntry... files) throws IOException {
    return PayloadLayout.of(new ListManifest(List.of(files)), EntrySet.all(files.length));
  }
}
