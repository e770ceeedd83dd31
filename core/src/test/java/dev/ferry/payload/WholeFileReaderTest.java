package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileReaderTest {
  private static final int BIG = 2 * Chunk.SIZE + 12_345;

  @TempDir Path source;

  private final List<Withdrawn> told = new ArrayList<>();
  private final Withdrawals withdrawals = new Withdrawals(told::add);

  private byte[] read(SourceTree tree, WholeFileReader reader, int index) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Entry entry = tree.entries().get(index);
    reader.read(index, (FileEntry) entry, out::write);
    return out.toByteArray();
  }

  private WholeFileReader reader(SourceTree tree) {
    return new WholeFileReader(tree.files(), withdrawals, new StageMeter());
  }

  @Test
  void readsEveryFileAsOftenAsWanted() throws Exception {
    SourceTree tree =
        new SourceTree(source)
            .file("a", BIG, new Random(1))
            .file("b", BIG, new Random(2))
            .file("c", new byte[0]);
    WholeFileReader reader = reader(tree);

    for (int round = 0; round < 2; round++) {
      assertThat(read(tree, reader, 0)).isEqualTo(Files.readAllBytes(source.resolve("a")));
      assertThat(read(tree, reader, 1)).isEqualTo(Files.readAllBytes(source.resolve("b")));
      assertThat(read(tree, reader, 2)).isEmpty();
    }
    assertThat(told).isEmpty();
  }

  @Test
  void takesBackAFileThatGrowsWhileItIsRead() throws Exception {
    SourceTree tree = new SourceTree(source).file("a", BIG, new Random(1));
    FileEntry entry = (FileEntry) tree.entries().getFirst();
    long[] count = {0};

    reader(tree)
        .read(
            0,
            entry,
            (buffer, offset, length) -> {
              if (count[0] == 0) {
                Files.write(source.resolve("a"), new byte[1], StandardOpenOption.APPEND);
              }
              count[0] += length;
            });

    assertThat(count[0]).isEqualTo(BIG);
    assertThat(told).singleElement().satisfies(w -> assertThat(w.reason()).contains("changed"));
  }

  @Test
  void givesZerosForAFileThatWasTakenBack() throws Exception {
    SourceTree tree = new SourceTree(source).file("a", new byte[] {1, 2, 3});
    withdrawals.add(new Withdrawn(0, "a", "no"));

    assertThat(read(tree, reader(tree), 0)).containsExactly(0, 0, 0);
  }
}
