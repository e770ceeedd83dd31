package dev.ferry.page.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.TransferId;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was uploaded gets its names, all at once. */
class OutboxTreesTest {
  private static final TransferId ID = new TransferId("abcdefgh234567abcdefgh2345");

  @TempDir private Path folder;

  private static UploadedFile file(String path) throws Exception {
    return new UploadedFile(RelativePath.parse(path), 1, 0);
  }

  @Test
  void aTreeIsThereOnlyWhenItIsWholeAndEachFileHasItsOwnName() throws Exception {
    Path arrived = Files.createDirectory(folder.resolve("arrived"));
    OutboxTrees trees = new OutboxTrees(Files.createDirectory(folder.resolve("sent")));
    List<UploadedFile> files = List.of(file("x/z"), file("y"), file("x/a"));
    Files.writeString(arrived.resolve(OutboxTrees.numbered(0)), "z");
    Files.writeString(arrived.resolve(OutboxTrees.numbered(2)), "a");

    assertThatThrownBy(() -> trees.make(ID, files, arrived))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(trees.top(ID)).isEmpty();

    Files.writeString(arrived.resolve(OutboxTrees.numbered(1)), "y");
    trees.make(ID, files, arrived);
    Path tree = folder.resolve("sent").resolve(ID.text());
    assertThat(trees.top(ID)).containsExactly(tree.resolve("x"), tree.resolve("y"));
    assertThat(tree.resolve("x/z")).hasContent("z");
    assertThat(tree.resolve("x/a")).hasContent("a");
    assertThat(tree.resolve("y")).hasContent("y");
    assertThat(arrived).doesNotExist();
  }

  @Test
  void onlyWhatIsStillToBeSentStays() throws Exception {
    Path sent = Files.createDirectory(folder.resolve("sent"));
    OutboxTrees trees = new OutboxTrees(sent);
    Path needed = Files.createDirectories(sent.resolve(ID.text())).resolve("photos");
    Files.createDirectories(sent.resolve(ID.text() + ".part"));
    Files.createDirectories(sent.resolve("b".repeat(26)));

    assertThat(trees.clear(List.of(Path.of("/elsewhere"), needed))).containsExactly(ID);
    assertThat(sent).isDirectoryNotContaining(path -> !path.equals(needed.getParent()));
    assertThat(trees.clear(List.of())).isEmpty();
    assertThat(sent).isEmptyDirectory();
  }
}
