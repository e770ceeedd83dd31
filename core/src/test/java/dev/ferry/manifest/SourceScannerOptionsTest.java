package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.ferry.manifest.Skipped.Reason;
import dev.ferry.platform.Platform;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SourceScannerOptionsTest {
  @TempDir Path temp;

  private Path root = Path.of("/");

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("root"));
  }

  @Test
  void leavesOutWhatIsExcludedAndAllBelowIt() throws Exception {
    make("a.txt", "a.bak", "build/out/x.txt", "src/build/y.txt", "src/z.txt", "src/empty/");
    assertThat(filtered(List.of(), List.of("*.bak", "/build/")).paths())
        .containsExactly(
            "root",
            "root/a.txt",
            "root/src",
            "root/src/build",
            "root/src/build/y.txt",
            "root/src/empty",
            "root/src/z.txt");
  }

  @Test
  void takesBackWhatALaterLineWantsKept() throws Exception {
    make("a.log", "keep.log", "logs/b.log");
    assertThat(filtered(List.of(), List.of("*.log", "!keep.log")).paths())
        .containsExactly("root", "root/keep.log", "root/logs");
  }

  @Test
  void takesOnlyWhatIsIncludedAndTheFoldersAboveIt() throws Exception {
    make("a.jpg", "b.txt", "deep/er/c.jpg", "deep/er/d.txt", "none/e.txt", "empty/");
    assertThat(filtered(List.of("*.jpg"), List.of()).paths())
        .containsExactly("root", "root/a.jpg", "root/deep", "root/deep/er", "root/deep/er/c.jpg");
  }

  @Test
  void takesAnIncludedFolderWithAllThatIsInIt() throws Exception {
    make("album/a.jpg", "album/empty/", "album/notes/b.txt", "other/album/c", "d");
    assertThat(filtered(List.of("/album/"), List.of("b.txt")).paths())
        .containsExactly(
            "root", "root/album", "root/album/a.jpg", "root/album/empty", "root/album/notes");
  }

  @Test
  void leavesOutWhatIsBothIncludedAndExcluded() throws Exception {
    make("a.jpg", "b.jpg", "private/c.jpg");
    assertThat(filtered(List.of("*.jpg"), List.of("b.jpg", "private/")).paths())
        .containsExactly("root", "root/a.jpg");
  }

  @Test
  void tellsNothingIfNothingIsIncluded() throws Exception {
    make("a.txt", "b/c.txt");
    assertThat(filtered(List.of("*.jpg"), List.of()).paths()).isEmpty();
  }

  @Test
  void judgesASingleFileByItsNameAndARootFolderNever() throws Exception {
    make("a.txt");
    Path file = Files.writeString(temp.resolve("b.bak"), "");
    ScanOptions options =
        new ScanOptions(List.of(), List.of("*.bak", "root"), LinkPolicy.KEEP, false);
    assertThat(Scans.scan(options, file, root).paths()).containsExactly("root", "root/a.txt");
  }

  @Test
  void keepsLinksAsTheyAre() throws Exception {
    make("file", "folder/x");
    Files.createSymbolicLink(root.resolve("to file"), Path.of("file"));
    Files.createSymbolicLink(root.resolve("to folder"), Path.of("folder"));
    Files.createSymbolicLink(root.resolve("to itself"), Path.of("."));
    Files.createSymbolicLink(root.resolve("to nothing"), Path.of("no\nwhere/ä"));
    List<Entry> links = Scans.all(root).stream().filter(LinkEntry.class::isInstance).toList();
    assertThat(links)
        .extracting(link -> ((LinkEntry) link).target())
        .containsExactly("file", "folder", ".", "no\nwhere/ä");
  }

  @Test
  void followsLinksToFilesAndFolders() throws Exception {
    make("folder/x");
    Files.writeString(temp.resolve("outside"), "12345");
    Files.createSymbolicLink(root.resolve("to file"), Path.of("../outside"));
    Files.createSymbolicLink(root.resolve("to folder"), Path.of("folder"));
    Scans.Result result = followed();
    assertThat(result.paths())
        .containsExactly(
            "root",
            "root/folder",
            "root/folder/x",
            "root/to file",
            "root/to folder",
            "root/to folder/x");
    assertThat(result.entries().get(3))
        .isInstanceOfSatisfying(FileEntry.class, f -> assertThat(f.size()).isEqualTo(5));
    assertThat(result.skipped()).isEmpty();
  }

  @Test
  @Timeout(20)
  void endsLoopsOfLinksThatItFollows() throws Exception {
    make("a/b/x");
    Files.createSymbolicLink(root.resolve("a/b/up"), Path.of("../.."));
    Files.createSymbolicLink(root.resolve("a/here"), Path.of("."));
    Files.createSymbolicLink(root.resolve("outside"), Path.of(".."));
    Files.createSymbolicLink(root.resolve("self"), Path.of("self"));
    Scans.Result result = followed();
    assertThat(result.paths())
        .containsExactly("root", "root/a", "root/a/b", "root/a/b/x", "root/outside");
    assertThat(result.skipped())
        .containsExactlyInAnyOrder(
            new Skipped("root/a/b/up", Reason.LOOP),
            new Skipped("root/a/here", Reason.LOOP),
            new Skipped("root/outside/root", Reason.LOOP),
            new Skipped("root/self", Reason.LOOP));
  }

  @Test
  void reportsLinksThatLeadNowhere() throws Exception {
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("nothing"));
    assertThat(followed().skipped()).containsExactly(new Skipped("root/dangling", Reason.DANGLING));
  }

  @Test
  void hashesContentsIfItIsAskedTo() throws Exception {
    Files.writeString(root.resolve("empty"), "");
    Files.writeString(root.resolve("hello"), "hello");
    new TreeMaker(root, 1).file("large", 3_000_001).done();
    Scans.Result result =
        Scans.scan(new ScanOptions(List.of(), List.of(), LinkPolicy.KEEP, true), root);
    for (Entry entry : result.entries()) {
      if (entry instanceof FileEntry file) {
        Path path = temp.resolve(file.path().toString());
        assertThat(file.contentHash()).isEqualTo(hashAtOnce(Files.readAllBytes(path)));
      }
    }
    // the values that XXH3's reference program prints
    assertThat(((FileEntry) result.entries().get(1)).contentHash())
        .isEqualTo("99aa06d3014798d86001c324468d497f");
    assertThat(((FileEntry) result.entries().get(2)).contentHash())
        .isEqualTo("b5e9c1ad071b3e7fc779cfaa5e523818");
  }

  @Test
  void findsTheIslandsOfSparseFiles() throws Exception {
    Requires.check(
        !Platform.current().equals(Platform.portable()),
        "finding islands",
        "a platform with holes");
    long gigabyte = 1L << 30;
    new TreeMaker(root, 1)
        .sparse("a hole", 100 * gigabyte, 0)
        .sparse("islands", 100 * gigabyte, 4096, 0, 50 * gigabyte, 100 * gigabyte - 4096)
        .sparse("many", gigabyte, 1, evenly(5000, gigabyte / 5000))
        .file("ordinary", 1_000_000)
        .done();
    List<Entry> entries = Scans.all(root);
    assertThat(islands(entries, 1)).isEqualTo(Islands.of(List.of()));
    Islands three = islands(entries, 2);
    assertThat(three.parts()).hasSize(3);
    assertThat(three.parts().get(1).from()).isLessThanOrEqualTo(50 * gigabyte);
    assertThat(three.parts().get(1).to()).isGreaterThanOrEqualTo(50 * gigabyte + 4096);
    assertThat(three.parts().get(2).to()).isEqualTo(100 * gigabyte);
    assertThat(islands(entries, 3).parts()).hasSize(Islands.MAX_PARTS);
    assertThat(islands(entries, 4)).isEqualTo(Islands.WHOLE);
  }

  private static Islands islands(List<Entry> entries, int index) {
    return ((FileEntry) entries.get(index)).islands();
  }

  private static long[] evenly(int count, long step) {
    long[] offsets = new long[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = i * step;
    }
    return offsets;
  }

  private static String hashAtOnce(byte[] content) {
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(content);
    return "%016x%016x".formatted(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  private Scans.Result followed() throws IOException {
    return Scans.scan(new ScanOptions(List.of(), List.of(), LinkPolicy.FOLLOW, false), root);
  }

  private Scans.Result filtered(List<String> include, List<String> exclude) throws IOException {
    Scans.Result result =
        Scans.scan(new ScanOptions(include, exclude, LinkPolicy.KEEP, false), root);
    assertThat(result.skipped()).isEmpty();
    return result;
  }

  /** Makes empty files, and empty folders where a name ends with a slash. */
  private void make(String... names) throws IOException {
    for (String name : names) {
      Path path = root.resolve(name);
      Files.createDirectories(name.endsWith("/") ? path : path.getParent());
      if (!name.endsWith("/")) {
        Files.writeString(path, "");
      }
    }
  }
}
