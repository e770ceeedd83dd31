package dev.ferry.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {

  @TempDir Path folder;

  @Test
  void sameSeedMakesTheSameTreeToTheNanosecond() {
    Path one = TreeMaker.everything(folder.resolve("one"), 7);
    Path two = TreeMaker.everything(folder.resolve("two"), 7);
    Path other = TreeMaker.everything(folder.resolve("other"), 8);

    TreeSnapshot snapshot = TreeSnapshot.of(one);
    snapshot.assertSame("twice", TreeSnapshot.of(two));
    assertThat(snapshot.size()).isGreaterThan(200);
    assertThat(snapshot.differenceTo(TreeSnapshot.of(other))).contains("contents").contains("more");
  }

  @Test
  void snapshotSeesEachKindOfDifference() throws IOException {
    Path tree = new TreeMaker(folder.resolve("t"), 1).file("f", 10).link("l", "f").done();
    TreeSnapshot before = TreeSnapshot.of(tree);
    Path file = tree.resolve("f");
    FileTime time = Files.getLastModifiedTime(file);

    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.write(raw.read() ^ 1);
    }
    assertThat(before.differenceTo(TreeSnapshot.of(tree)))
        .contains("contents")
        .contains("modified");
    Files.setLastModifiedTime(file, FileTime.from(time.toInstant().plusNanos(1)));
    assertThat(before.differenceTo(TreeSnapshot.of(tree))).contains("modified");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(before.differenceTo(TreeSnapshot.of(tree))).contains("mode");
    Files.delete(tree.resolve("l"));
    Files.createSymbolicLink(tree.resolve("l"), Path.of("g"));
    assertThat(before.differenceTo(TreeSnapshot.of(tree))).contains("target f -> g");
    Files.delete(file);
    assertThat(before.differenceTo(TreeSnapshot.of(tree))).contains("- f is missing");
    Files.createFile(tree.resolve("new\n"));
    assertThat(before.differenceTo(TreeSnapshot.of(tree))).contains("+ new\\u000a is there");
  }

  @Test
  void sparseFileOf100GigabytesIsMadeAndHashedInNoTime() throws IOException {
    long started = System.nanoTime();
    long size = 100L << 30;
    Path tree =
        new TreeMaker(folder.resolve("t"), 1)
            .sparse("f", size, 1 << 20, 12345, size / 2, size - 7)
            .done();
    TreeSnapshot before = TreeSnapshot.of(tree);
    assertThat(Files.size(tree.resolve("f"))).isEqualTo(size);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));

    FileTime time = Files.getLastModifiedTime(tree.resolve("f"));
    try (RandomAccessFile raw = new RandomAccessFile(tree.resolve("f").toFile(), "rw")) {
      raw.seek(size / 4);
      raw.write(1);
    }
    Files.setLastModifiedTime(tree.resolve("f"), time);
    assertThat(before.differenceTo(TreeSnapshot.of(tree))).startsWith("~ f: contents");
  }

  @Test
  void holeAndWrittenZerosHashAlike() throws IOException {
    Path tree = new TreeMaker(folder.resolve("t"), 1).sparse("holes", 80 << 20, 99, 5 << 20).done();
    Path dense = folder.resolve("dense");
    Files.write(dense, Files.readAllBytes(tree.resolve("holes")));
    assertThat(new ContentHash().of(dense)).isEqualTo(new ContentHash().of(tree.resolve("holes")));
  }

  @Test
  void canarySeesWhatIsWrittenBesideTheInbox() throws IOException {
    CanaryTree canary = CanaryTree.around(folder.resolve("c"), 3);
    Files.writeString(canary.inbox().resolve("anything"), "fine");
    canary.assertUntouched();
    Files.writeString(canary.inbox().resolve("../x"), "not fine");
    assertThatThrownBy(canary::assertUntouched).hasMessageContaining("outer/inner/x");
  }

  @Test
  void corpusHoldsLegalAndIllegalNames() {
    assertThat(CorpusName.all()).hasSizeGreaterThan(90);
    assertThat(CorpusName.illegal()).extracting(CorpusName::name).contains("../x", "x\ud800y", "");
    assertThat(CorpusName.legal()).extracting(CorpusName::name).contains("a\nb", "C:\\x");
  }
}
