package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ferry.manifest.ManifestException.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestWriterTest {
  @TempDir Path folder;

  @Test
  void refusesWhatIsNotInOrder() throws Exception {
    assertThat(reasonFor(file("b"), file("a"))).isEqualTo(Reason.OUT_OF_ORDER);
    assertThat(reasonFor(folder("a"), file("a.b"), file("a/b"))).isEqualTo(Reason.OUT_OF_ORDER);
    assertThat(reasonFor(file("a/b"), folder("a"))).isEqualTo(Reason.OUT_OF_ORDER);
    assertThat(reasonFor(file("\ud83d\ude00"), file("\uffff"))).isEqualTo(Reason.OUT_OF_ORDER);
  }

  @Test
  void refusesAPathThatCameBefore() throws Exception {
    assertThat(reasonFor(file("a"), file("a"))).isEqualTo(Reason.DUPLICATE);
    assertThat(reasonFor(folder("a"), file("a"))).isEqualTo(Reason.DUPLICATE);
  }

  @Test
  void refusesWhatLiesBelowAFileOrALink() throws Exception {
    assertThat(reasonFor(file("a"), file("a/b"))).isEqualTo(Reason.BELOW_A_FILE);
    assertThat(reasonFor(link("a"), folder("a/b"))).isEqualTo(Reason.BELOW_A_FILE);
    assertThat(reasonFor(link("a"), folder("a/b/c/d"))).isEqualTo(Reason.BELOW_A_FILE);
    assertThat(reasonFor(folder("x"), link("x/a"), file("x/a/b"))).isEqualTo(Reason.BELOW_A_FILE);
  }

  @Test
  void takesEntriesWhoseFoldersHaveNoEntry() throws Exception {
    try (Manifest manifest = write(file("a"), file("b/c/d"), file("b/e"), folder("b/f"))) {
      assertThat(walk(manifest)).hasSize(4);
    }
  }

  @Test
  void takesANameThatOnlyBeginsLikeAFile() throws Exception {
    try (Manifest manifest = write(file("a"), file("a.b"), folder("a0"), file("a0/b"))) {
      assertThat(manifest.entries()).isEqualTo(4);
    }
  }

  @Test
  void keepsToItsLimits() throws Exception {
    ManifestLimits two = new ManifestLimits(2, 100, 10_000);
    assertThat(reasonFor(two, file("a"), file("b"))).isNull();
    assertThat(reasonFor(two, file("a"), file("b"), file("c"))).isEqualTo(Reason.TOO_MANY_ENTRIES);
    assertThat(reasonFor(two, file("a", 50), file("b", 50))).isNull();
    assertThat(reasonFor(two, file("a", 50), file("b", 51))).isEqualTo(Reason.TOO_MANY_BYTES);
    assertThat(reasonFor(two, file("a", 50), file("b", Long.MAX_VALUE)))
        .isEqualTo(Reason.TOO_MANY_BYTES);
  }

  @Test
  void neverWritesMoreThanTheLimitOfItsOwnSize() throws Exception {
    long limit = 100_000;
    ManifestLimits limits = new ManifestLimits(1_000_000, 0, limit);
    Path file = folder.resolve("limited");
    int added = 0;
    try (ManifestWriter writer = ManifestWriter.create(file, limits)) {
      assertThatExceptionOfType(ManifestException.class)
          .isThrownBy(() -> {
            for (int i = 0; true; i++) {
              writer.add(file("%08d".formatted(i)));
            }
          })
          .matches(e -> e.reason() == Reason.TOO_LARGE);
      added = Math.toIntExact(writer.entries());
    }
    Entry[] fitting = new Entry[added];
    for (int i = 0; i < added; i++) {
      fitting[i] = file("%08d".formatted(i));
    }
    try (Manifest manifest = write(fitting)) {
      assertThat(manifest.entries()).isEqualTo(added);
      assertThat(Files.size(folder.resolve("manifest"))).isBetween(limit - 100, limit);
    }
  }

  @Test
  void countsEntriesFilesAndBytes() throws Exception {
    try (Manifest manifest = write(file("a", 5), folder("b"), file("b/c", 7), link("d"))) {
      assertThat(manifest.entries()).isEqualTo(4);
      assertThat(manifest.files()).isEqualTo(2);
      assertThat(manifest.bytes()).isEqualTo(12);
    }
  }

  @Test
  void leavesNoFileWhenItIsGivenUp() throws Exception {
    Path file = folder.resolve("manifest");
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      writer.add(file("a"));
      assertThat(file).exists();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void neverWritesOverAFileThatExists() throws Exception {
    Path file = Files.writeString(folder.resolve("manifest"), "mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> ManifestWriter.create(file, ManifestLimits.DEFAULT));
    assertThat(file).hasContent("mine");
  }

  @Test
  void showsItsFileToNobodyElse() throws Exception {
    try (Manifest manifest = write(file("a"))) {
      assertThat(manifest.entries()).isEqualTo(1);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(folder.resolve("manifest"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void finishesOnce() throws Exception {
    Path file = folder.resolve("manifest");
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT);
        Manifest manifest = writer.finish()) {
      assertThatIllegalStateException().isThrownBy(writer::finish);
      assertThat(manifest.entries()).isZero();
    }
    assertThat(file).exists();
  }

  private Manifest write(Entry... entries) throws IOException {
    Path file = folder.resolve("manifest");
    try (ManifestWriter writer = ManifestWriter.create(file, ManifestLimits.DEFAULT)) {
      for (Entry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }

  private @Nullable Reason reasonFor(Entry... entries) throws IOException {
    return reasonFor(ManifestLimits.DEFAULT, entries);
  }

  private @Nullable Reason reasonFor(ManifestLimits limits, Entry... entries) throws IOException {
    try (ManifestWriter writer = ManifestWriter.create(folder.resolve("refused"), limits)) {
      for (Entry entry : entries) {
        writer.add(entry);
      }
      return null;
    } catch (ManifestException e) {
      assertThat(e.path()).isEqualTo(entries[entries.length - 1].path());
      return e.reason();
    }
  }

  private static List<Entry> walk(Manifest manifest) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (Manifest.Cursor cursor = manifest.walk()) {
      for (Entry e = cursor.next(); e != null; e = cursor.next()) {
        entries.add(e);
      }
    }
    return entries;
  }

  private static FileEntry file(String path) throws BadPathException {
    return file(path, 0);
  }

  private static FileEntry file(String path, long size) throws BadPathException {
    return new FileEntry(RelativePath.parse(path), size, 0, 0644);
  }

  private static FolderEntry folder(String path) throws BadPathException {
    return new FolderEntry(RelativePath.parse(path), 0, 0755);
  }

  private static LinkEntry link(String path) throws BadPathException {
    return new LinkEntry(RelativePath.parse(path), "target", 0);
  }
}
