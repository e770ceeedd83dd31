package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceScannerTest {
  @TempDir Path temp;

  @Test
  void tellsEverythingInATreeOnceAndInOrder() throws Exception {
    Path root = TreeMaker.everything(temp.resolve("tree"), Seeds.fresh("tree"));
    List<Entry> entries = Scans.all(root);
    List<String> expected = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      all.forEach(path -> expected.add(temp.relativize(path).toString()));
    }
    assertThat(entries)
        .extracting(e -> e.path().toString())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(entries).extracting(Entry::path).isSorted();
    assertThat(entries).hasSizeGreaterThan(200);
  }

  @Test
  void whatIsOnItsWayToAnInboxIsLeftOut() throws Exception {
    Path inbox = Files.createDirectories(temp.resolve("home/inbox"));
    Files.createDirectories(inbox.resolve(SourceScanner.STAGING + "/id/files"));
    Files.writeString(inbox.resolve(SourceScanner.STAGING + "/id/files/half"), "half");
    Files.writeString(inbox.resolve("whole"), "whole");
    assertThat(Scans.paths(inbox)).containsExactly("inbox", "inbox/whole");
    assertThat(Scans.paths(temp.resolve("home")))
        .containsExactly("home", "home/inbox", "home/inbox/whole");
  }

  @Test
  void makesAManifestThatItsWriterTakes() throws Exception {
    Path root = TreeMaker.everything(temp.resolve("tree"), Seeds.fresh("tree"));
    List<Entry> entries = Scans.all(root);
    try (ManifestWriter writer =
        ManifestWriter.create(temp.resolve("manifest"), ManifestLimits.DEFAULT)) {
      new SourceScanner(SourceRoot.of(List.of(root)), ScanOptions.EVERYTHING)
          .scan(writer::add, Scans::unexpected);
      try (Manifest manifest = writer.finish()) {
        assertThat(manifest.entries()).isEqualTo(entries.size());
      }
    }
  }

  @Test
  void tellsSizeTimeAndModeOfEachEntry() throws Exception {
    Path root = TreeMaker.everything(temp.resolve("tree"), Seeds.fresh("tree"));
    for (Entry entry : Scans.all(root)) {
      Path path = temp.resolve(entry.path().toString());
      long modified =
          Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).to(TimeUnit.NANOSECONDS);
      assertThat(entry.modifiedNanos()).describedAs("%s", path).isEqualTo(modified);
      switch (entry) {
        case FileEntry file -> {
          assertThat(path).isRegularFile();
          assertThat(file.size()).isEqualTo(Files.size(path));
          assertThat(file.mode()).isEqualTo(modeOf(path));
          assertThat(file.contentHash()).isNull();
          assertThat(file.islands()).isEqualTo(Islands.WHOLE);
        }
        case FolderEntry folder -> {
          assertThat(path).isDirectory();
          assertThat(folder.mode()).isEqualTo(modeOf(path));
        }
        case LinkEntry link ->
            assertThat(Files.readSymbolicLink(path).toString()).isEqualTo(link.target());
      }
    }
  }

  @Test
  void leavesSetuidSetgidAndStickyBehind() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    Path file = Files.writeString(root.resolve("file"), "x");
    Files.setAttribute(file, "unix:mode", 06755);
    Files.setAttribute(root, "unix:mode", 01777);
    assertThat(Scans.all(root))
        .extracting(e -> e instanceof FileEntry f ? f.mode() : ((FolderEntry) e).mode())
        .containsExactly(0777, 0755);
  }

  @Test
  void takesTimesBeforeTheEpoch() throws Exception {
    Path file = Files.writeString(temp.resolve("old"), "x");
    Commands.run("touch", "-d", "1966-02-03T04:05:06.789Z", file.toString());
    assertThat(Scans.all(file).getFirst().modifiedNanos())
        .isEqualTo(Instant.parse("1966-02-03T04:05:06.789Z").toEpochMilli() * 1_000_000);
  }

  @Test
  void sortsSiblingsAsManifestsDo() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    for (String name : List.of("a", "a.b", "a b", "A", "\uffff", "\ud83d\ude00", "\ue000", "z")) {
      Files.createDirectory(root.resolve(name));
      Files.writeString(root.resolve(name).resolve("x"), "");
    }
    assertThat(Scans.all(root)).extracting(Entry::path).isSorted().hasSize(17);
  }

  @Test
  void tellsTheFirstEntriesBeforeItHasSeenTheLast() throws Exception {
    Path root = temp.resolve("root");
    Files.createDirectories(root.resolve("a"));
    Files.createDirectories(root.resolve("b"));
    List<String> seen = new ArrayList<>();
    new SourceScanner(SourceRoot.of(List.of(root)), ScanOptions.EVERYTHING)
        .scan(
            entry -> {
              seen.add(entry.path().toString());
              if (entry.path().name().equals("a")) {
                Files.writeString(root.resolve("b/late"), "");
              }
            },
            Scans::unexpected);
    assertThat(seen).containsExactly("root", "root/a", "root/b", "root/b/late");
  }

  @Test
  void putsSeveralRootsInOrder() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("m"));
    Files.writeString(folder.resolve("x"), "");
    Path last = Files.writeString(temp.resolve("z"), "");
    Path first = Files.writeString(temp.resolve("a"), "");
    assertThat(Scans.paths(last, folder, first, first))
        .containsExactly("a", "a (2)", "m", "m/x", "z");
  }

  @Test
  void refusesRootsOfOneName() {
    SourceRoot root = new SourceRoot(temp, "x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourceScanner(List.of(root, root), ScanOptions.EVERYTHING));
  }

  @Test
  void noticesAMissingRootBeforeTheFirstEntry() throws Exception {
    Path here = Files.writeString(temp.resolve("here"), "");
    Path gone = Files.writeString(temp.resolve("then gone"), "");
    List<SourceRoot> roots = SourceRoot.of(List.of(here, gone));
    Files.delete(gone);
    List<Entry> entries = new ArrayList<>();
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() ->
            new SourceScanner(roots, ScanOptions.EVERYTHING).scan(entries::add, Scans::unexpected))
        .withMessageContaining("then gone");
    assertThat(entries).isEmpty();
  }

  @Test
  void endsWithWhatItsSinkThrows() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    IOException full = new IOException("full");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() ->
            new SourceScanner(SourceRoot.of(List.of(file)), ScanOptions.EVERYTHING)
                .scan(
                    entry -> {
                      throw full;
                    },
                    Scans::unexpected))
        .isSameAs(full);
  }

  @Test
  void keepsEveryLegalNameOfTheCorpus() throws Exception {
    Path root = Files.createDirectory(temp.resolve("root"));
    List<String> expected = new ArrayList<>(List.of("root"));
    for (CorpusName name : CorpusName.legal()) {
      Path file = root.resolve("in " + expected.size()).resolve(name.name());
      Files.createDirectories(file.getParent());
      Files.writeString(file, "x");
      expected.add(temp.relativize(file).toString());
    }
    assertThat(Scans.paths(root)).containsAll(expected);
  }

  private static int modeOf(Path path) throws IOException {
    String[] bits = PosixFilePermissions.toString(Files.getPosixFilePermissions(path)).split("");
    return Stream.of(bits).mapToInt(bit -> bit.equals("-") ? 0 : 1).reduce(0, (m, b) -> 2 * m + b);
  }
}
