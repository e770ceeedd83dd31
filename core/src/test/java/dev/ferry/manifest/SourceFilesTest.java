package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.platform.HeldFile;
import dev.ferry.testkit.CorpusName;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFilesTest {
  @TempDir Path temp;

  @Test
  void findsEntriesBelowTheRootOfTheirFirstSegment() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("one/photos"));
    Path file = Files.writeString(temp.resolve("note"), "hello");
    SourceFiles files =
        SourceFiles.of(
            List.of(new SourceRoot(folder, "photos (2)"), new SourceRoot(file, "note")),
            LinkPolicy.KEEP);
    assertThat(files.pathOf(path("photos (2)"))).isEqualTo(folder);
    assertThat(files.pathOf(path("photos (2)/a/b c"))).isEqualTo(folder.resolve("a/b c"));
    assertThat(files.pathOf(path("note"))).isEqualTo(file);
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> files.pathOf(path("photos/a")));
    try (HeldFile held = files.open(new FileEntry(path("note"), 5, 0, 0644))) {
      byte[] bytes = new byte[5];
      assertThat(held.read(bytes, 0, 5, 0)).isEqualTo(5);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo("hello");
    }
  }

  @Test
  void opensThroughALinkOnlyIfLinksAreFollowed() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("folder"));
    Files.writeString(temp.resolve("target"), "secret");
    Files.createSymbolicLink(folder.resolve("file"), Path.of("../target"));
    List<SourceRoot> roots = SourceRoot.of(List.of(folder));
    FileEntry entry = new FileEntry(path("folder/file"), 6, 0, 0644);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SourceFiles.of(roots, LinkPolicy.KEEP).open(entry));
    try (HeldFile held = SourceFiles.of(roots, LinkPolicy.FOLLOW).open(entry)) {
      assertThat(held.size()).isEqualTo(6);
    }
  }

  @Test
  void folderSwappedForALinkAfterTheScanIsNotFollowed() throws Exception {
    Path shared = Files.createDirectories(temp.resolve("shared/sub"));
    Path outside = Files.createDirectory(temp.resolve("outside"));
    Files.writeString(shared.resolve("f"), "public");
    Files.writeString(outside.resolve("f"), "secret");
    SourceFiles files =
        SourceFiles.of(SourceRoot.of(List.of(temp.resolve("shared"))), LinkPolicy.KEEP);
    FileEntry entry = new FileEntry(path("shared/sub/f"), 6, 0, 0644);
    files.open(entry).close();

    Files.move(shared, temp.resolve("old"));
    Files.createSymbolicLink(shared, outside);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> files.open(entry));

    Files.move(temp.resolve("shared"), temp.resolve("older"));
    Files.createSymbolicLink(temp.resolve("shared"), temp.resolve("older"));
    FileEntry other = new FileEntry(path("shared/f"), 6, 0, 0644);
    Files.writeString(temp.resolve("older/f"), "secret");
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> files.open(other));
  }

  @Test
  void comesBackFromItsFileWhateverItsRootsAreCalled() throws Exception {
    Requires.linux("the names of the corpus");
    Path folder = Files.createDirectory(temp.resolve("roots"));
    for (CorpusName name : CorpusName.legal()) {
      if (name.name().indexOf('/') < 0 && name.name().length() < 250) {
        Files.writeString(folder.resolve(name.name()), "x");
      }
    }
    List<SourceRoot> roots;
    try (var list = Files.list(folder)) {
      roots = SourceRoot.of(list.toList());
    }
    Path file = temp.resolve("sources");
    SourceFiles.of(roots, LinkPolicy.FOLLOW).write(file);
    SourceFiles back = SourceFiles.read(file);
    assertThat(back.roots()).isEqualTo(roots).hasSizeGreaterThan(60);
    assertThat(back.links()).isEqualTo(LinkPolicy.FOLLOW);
    assertThat(back.roots()).allMatch(root -> Files.exists(root.path()));
  }

  @Test
  void refusesAFileThatWasCutAnywhere() throws Exception {
    Path file = temp.resolve("sources");
    SourceFiles.of(SourceRoot.of(List.of(temp, Path.of("/"))), LinkPolicy.KEEP).write(file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(temp.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatExceptionOfType(IOException.class)
          .describedAs("cut to %d of %d", length, whole.length)
          .isThrownBy(() -> SourceFiles.read(cut));
    }
  }

  @Test
  void neverWritesOverAFileThatExists() throws Exception {
    Path file = Files.writeString(temp.resolve("sources"), "mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> SourceFiles.of(List.of(), LinkPolicy.KEEP).write(file));
    assertThat(file).hasContent("mine");
  }

  private static RelativePath path(String text) throws BadPathException {
    return RelativePath.parse(text);
  }
}
