package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ferry.manifest.EntrySet;
import dev.ferry.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadReaderTest {
  private static final int BUFFER = PayloadReader.BUFFER;

  @TempDir Path source;

  private final StageMeter meter = new StageMeter();
  private final List<Withdrawn> told = new ArrayList<>();
  private final Withdrawals withdrawals = new Withdrawals(told::add);
  private final HashTable hashes = new HashTable();

  /** What may happen to a file while it is on its way. */
  enum Mishap {
    GROWS("changed"),
    SHRINKS("changed"),
    IS_REWRITTEN("changed"),
    IS_EMPTIED("changed"),
    IS_TOUCHED("changed"),
    IS_REPLACED("changed"),
    VANISHES("vanished"),
    BECOMES_A_FOLDER("could not be read"),
    BECOMES_A_LINK("could not be read"),
    BECOMES_A_FIFO("could not be read");

    final String reason;

    Mishap(String reason) {
      this.reason = reason;
    }

    void strike(Path file) throws IOException {
      byte[] bytes = Files.readAllBytes(file);
      FileTime time = Files.getLastModifiedTime(file);
      switch (this) {
        case GROWS -> Files.write(file, new byte[1], StandardOpenOption.APPEND);
        case SHRINKS -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        case IS_REWRITTEN -> Files.write(file, new byte[bytes.length]);
        case IS_EMPTIED -> Files.write(file, new byte[0]);
        case IS_TOUCHED ->
            Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1));
        case IS_REPLACED -> {
          Path other = file.resolveSibling("other");
          Files.write(other, new byte[bytes.length]);
          Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        case VANISHES -> Files.delete(file);
        case BECOMES_A_FOLDER -> {
          Files.delete(file);
          Files.createDirectory(file);
        }
        case BECOMES_A_LINK -> {
          Path other = file.resolveSibling("other");
          Files.move(file, other);
          Files.createSymbolicLink(file, other);
        }
        case BECOMES_A_FIFO -> {
          Files.delete(file);
          run("mkfifo", file.toString());
        }
      }
    }

    private static void run(String... command) throws IOException {
      try {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void fillsItsBufferAcrossSmallFiles() throws IOException {
    SourceTree tree = new SourceTree(source);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      tree.file("f" + (1000 + i), random.nextInt(3_000), random);
    }
    PayloadLayout layout = layoutOf(tree);
    List<Integer> lengths = new ArrayList<>();
    readerOf(tree, layout)
        .read(0, layout.length(), (bytes, offset, length) -> lengths.add(length), hashes);
    assertThat(lengths.subList(0, lengths.size() - 1)).containsOnly(BUFFER);
    assertThat(lengths).hasSize((int) (layout.length() / BUFFER) + 1);
  }

  @Test
  void readsTheBeginningOfAChunkOnlyIfItCanFinishItsHash() throws IOException {
    SourceTree tree = new SourceTree(source).file("f", 2 * Chunk.SIZE + 100, new Random(4));
    PayloadLayout layout = layoutOf(tree);
    byte[] payload = tree.payload(layout);
    PayloadReader reader = readerOf(tree, layout);

    reader.read(50, 60, (bytes, offset, length) -> {}, hashes);
    assertThat(hashes.covered(layout.length())).isEqualTo(RangeSet.EMPTY);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    reader.read(Chunk.SIZE - 5, Chunk.SIZE + 5, out::write, hashes);
    assertThat(out.toByteArray())
        .isEqualTo(Arrays.copyOfRange(payload, Chunk.SIZE - 5, Chunk.SIZE + 5));
    assertThat(hashes.get(0)).isEqualTo(ChunkHasher.hash(payload, 0, Chunk.SIZE));
    assertThat(hashes.contains(1)).isFalse();

    reader.read(layout.length() - 1, layout.length(), (bytes, offset, length) -> {}, hashes);
    assertThat(hashes.get(2)).isEqualTo(ChunkHasher.hash(payload, 2 * Chunk.SIZE, 100));
  }

  @Test
  void readsNothingForAnEmptyRange() throws IOException {
    SourceTree tree = new SourceTree(source).file("f", 10, new Random(4));
    readerOf(tree, layoutOf(tree))
        .read(
            5,
            5,
            (bytes, offset, length) -> {
              throw new AssertionError("pushed " + length);
            },
            hashes);
  }

  @ParameterizedTest
  @EnumSource
  void takesBackAFileThatChangedBeforeItWasOpened(Mishap mishap) throws IOException {
    SourceTree tree = threeFiles(100_000);
    PayloadLayout layout = layoutOf(tree);
    byte[] payload = tree.payload(layout);
    mishap.strike(source.resolve("b"));
    Arrays.fill(payload, 100_000, 200_000, (byte) 0);

    assertThat(read(tree, layout)).isEqualTo(payload);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().path()).isEqualTo("b");
    assertThat(told.getFirst().index()).isEqualTo(1);
    assertThat(told.getFirst().reason()).startsWith(mishap.reason);
    assertThat(hashes.get(0)).isEqualTo(ChunkHasher.hash(payload, 0, payload.length));
  }

  @ParameterizedTest
  @EnumSource(names = {"GROWS", "SHRINKS", "IS_REWRITTEN", "IS_EMPTIED", "IS_TOUCHED"})
  void takesBackAFileThatChangesWhileItIsRead(Mishap mishap) throws IOException {
    SourceTree tree = threeFiles(3 * BUFFER);
    PayloadLayout layout = layoutOf(tree);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteSink sink =
        (bytes, offset, length) -> {
          out.write(bytes, offset, length);
          if (out.size() == 4 * BUFFER) {
            mishap.strike(source.resolve("b"));
          }
        };
    readerOf(tree, layout).read(0, layout.length(), sink, hashes);

    assertThat(told).extracting(Withdrawn::path).containsExactly("b");
    assertThat(out.size()).isEqualTo(9 * BUFFER);
    byte[] last = Arrays.copyOfRange(out.toByteArray(), 6 * BUFFER, 9 * BUFFER);
    assertThat(last).isEqualTo(Files.readAllBytes(source.resolve("c")));
    assertThat(hashes.get(0))
        .isEqualTo(ChunkHasher.hash(out.toByteArray(), 0, (int) layout.length()));
  }

  @Test
  void takesBackAFileOfWhichAnotherRangeSawAnotherVersion() throws IOException {
    assumeThat(Platform.current().stamp(source, true).inode())
        .as("the platform tells files apart")
        .isNotZero();
    SourceTree tree = threeFiles(100_000);
    PayloadLayout layout = layoutOf(tree);
    PayloadReader reader = readerOf(tree, layout);
    reader.read(0, 150_000, (bytes, offset, length) -> {}, hashes);
    Path file = source.resolve("b");
    FileTime time = Files.getLastModifiedTime(file);
    Files.write(source.resolve("other"), new byte[100_000]);
    Files.setLastModifiedTime(source.resolve("other"), time);
    Files.move(source.resolve("other"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    reader.read(150_000, 300_000, (bytes, offset, length) -> {}, hashes);
    assertThat(told).extracting(Withdrawn::path).containsExactly("b");
  }

  @Test
  void neverReadsAgainWhatItTookBack() throws IOException {
    SourceTree tree = threeFiles(1000);
    PayloadLayout layout = layoutOf(tree);
    withdrawals.add(new Withdrawn(2, "c", "vanished earlier"));
    told.clear();
    byte[] payload = tree.payload(layout);
    Arrays.fill(payload, 2000, 3000, (byte) 0);
    assertThat(read(tree, layout)).isEqualTo(payload);
    assertThat(told).isEmpty();
  }

  @Test
  void readsNoHolesFromDisk() throws IOException {
    long size = 100L << 30;
    SourceTree tree =
        new SourceTree(source).sparse("big", size, new Random(1), 50L << 30, (50L << 30) + 4096);
    PayloadLayout layout = layoutOf(tree);
    assumeThat(layout.holes().isEmpty()).as("the platform knows no holes").isFalse();
    assertThat(layout.data().bytes()).isEqualTo(Chunk.SIZE);
    RangeSet.Range island = layout.data().ranges().getFirst();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    readerOf(tree, layout).read(island.from(), island.to(), out::write, hashes);
    assertThat(out.size()).isEqualTo(Chunk.SIZE);
    assertThat(told).isEmpty();
  }

  @Test
  void waitsForTheClockBeforeItReadsAFileJustWritten() throws IOException {
    for (int i = 0; i < 20; i++) {
      Path file = source.resolve("fresh");
      byte[] first = new byte[1000];
      Arrays.fill(first, (byte) 1);
      Files.write(file, first);
      SourceTree tree = new SourceTree(source);
      PayloadLayout layout = layoutOf(tree);
      int before = told.size();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      new PayloadReader(layout, tree.files(), new Withdrawals(told::add), meter)
          .read(0, 500, out::write, hashes);
      FileTime read = Files.getLastModifiedTime(file);
      Files.write(file, new byte[1000]);
      assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(read);
      assertThat(told).hasSize(before);
    }
  }

  @Test
  void leavesAnErrorOfTheSinkToTheCaller() throws IOException {
    SourceTree tree = threeFiles(2 * BUFFER);
    PayloadLayout layout = layoutOf(tree);
    assertThatThrownBy(() ->
            readerOf(tree, layout)
                .read(
                    0,
                    layout.length(),
                    (bytes, offset, length) -> {
                      throw new IOException("connection reset");
                    },
                    hashes))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
    assertThat(told).isEmpty();
  }

  private byte[] read(SourceTree tree, PayloadLayout layout) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    readerOf(tree, layout).read(0, layout.length(), out::write, hashes);
    return out.toByteArray();
  }

  private PayloadReader readerOf(SourceTree tree, PayloadLayout layout) {
    return new PayloadReader(layout, tree.files(), withdrawals, meter);
  }

  private SourceTree threeFiles(int size) throws IOException {
    Random random = new Random(size);
    return new SourceTree(source)
        .file("a", size, random)
        .file("b", size, random)
        .file("c", size, random);
  }

  private static PayloadLayout layoutOf(SourceTree tree) throws IOException {
    ListManifest manifest = tree.manifest();
    return PayloadLayout.of(manifest, EntrySet.all(manifest.entries()));
  }
}
