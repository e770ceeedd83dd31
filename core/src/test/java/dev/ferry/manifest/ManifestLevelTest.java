package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One level of a manifest is shown by pages, whatever is below it. */
class ManifestLevelTest {
  private static final String LONG = "l".repeat(255);

  @TempDir private Path folder;
  private Manifest manifest;

  @BeforeEach
  void write() throws Exception {
    try (ManifestWriter writer =
        ManifestWriter.create(folder.resolve("manifest"), ManifestLimits.DEFAULT)) {
      writer.add(new FolderEntry(RelativePath.parse("a"), 0, 0755));
      file(writer, "a/x");
      file(writer, "a/y/z");
      file(writer, "a b");
      file(writer, LONG + "/one");
      file(writer, LONG + "/two");
      file(writer, "z");
      manifest = writer.finish();
    }
  }

  private static void file(ManifestWriter writer, String path) throws Exception {
    writer.add(new FileEntry(RelativePath.parse(path), 1, 0, 0644, Islands.WHOLE, null));
  }

  @AfterEach
  void close() throws Exception {
    manifest.close();
  }

  private List<ManifestLevel.Child> children(
      @Nullable String path, @Nullable String after, int most) throws Exception {
    RelativePath at = path == null ? null : RelativePath.parse(path);
    return ManifestLevel.page(manifest, at, after, most).children();
  }

  private static List<String> shown(List<ManifestLevel.Child> children) {
    return children.stream()
        .map(child -> child.path().name() + "@" + child.index() + "+" + child.below())
        .toList();
  }

  @Test
  void foldersAreShownOnceWithWhatIsBelowAlsoWithoutAnEntryOfTheirOwn() throws Exception {
    assertThat(shown(children(null, null, 10)))
        .containsExactly("a@0+2", "a b@3+0", LONG + "@4+2", "z@6+0");
    assertThat(shown(children("a", null, 10))).containsExactly("x@1+0", "y@2+1");
    assertThat(children("a", null, 10).get(1).entry()).isNull();
    assertThat(children("none", null, 10)).isEmpty();
  }

  @Test
  void pagesBeginBehindTheLastName() throws Exception {
    assertThat(shown(children(null, null, 2))).containsExactly("a@0+2", "a b@3+0");
    assertThat(shown(children(null, "a b", 1))).containsExactly(LONG + "@4+2");
    assertThat(shown(children(null, LONG, 5))).containsExactly("z@6+0");
    assertThat(children(null, "z", 5)).isEmpty();
  }

  @Test
  void aPathStandsForItselfAndAllBelow() throws Exception {
    assertThat(ManifestLevel.run(manifest, RelativePath.parse("a")))
        .contains(new EntrySet.Run(0, 3));
    assertThat(ManifestLevel.run(manifest, RelativePath.parse(LONG)))
        .contains(new EntrySet.Run(4, 6));
    assertThat(ManifestLevel.run(manifest, RelativePath.parse("b"))).isEmpty();
  }
}
