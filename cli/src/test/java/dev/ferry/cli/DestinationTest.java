package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestinationTest {
  @TempDir private Path folder;

  @Test
  void whatGoesWellGoesThrough() throws IOException {
    assertThat(Destination.in(folder, () -> 7)).isEqualTo(7);
  }

  @Test
  void fileInsteadOfTheFolderIsBlamed() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Destination.in(file, () -> Files.createDirectory(file)))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DESTINATION))
        .hasMessage(
            "nothing can be received into "
                + file
                + ": it is no folder; say --into with another folder");
  }

  @Test
  void missingParentIsBlamed() {
    Path deep = folder.resolve("a/b/c");
    assertThatThrownBy(() -> Destination.in(deep, () -> Files.createDirectory(deep)))
        .hasMessageStartingWith("nothing can be received into " + deep + ": there is no ");
  }

  @Test
  void otherFilesAreNotTheFoldersFault() {
    assertThatThrownBy(() ->
            Destination.in(
                folder,
                () -> {
                  throw new NoSuchFileException("/elsewhere/file");
                }))
        .isInstanceOf(NoSuchFileException.class);
  }
}
