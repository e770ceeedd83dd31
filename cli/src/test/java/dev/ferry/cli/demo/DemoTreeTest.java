package dev.ferry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTreeTest {
  @TempDir private Path folder;

  @Test
  void treeHasEverythingTheDemoPromises() throws IOException {
    Path root = folder.resolve("demo");
    DemoTree.make(root, 5_000_001, made -> {});
    assertThat(Files.size(root.resolve("large file.bin"))).isEqualTo(5_000_001);
    Path odd = root.resolve("odd things");
    assertThat(odd.resolve("two\nlines.txt")).exists();
    assertThat(odd.resolve("\u5199\u771f/\u4e2d\u6587\u540d.txt")).exists();
    assertThat(odd.resolve("empty file")).isEmptyFile();
    assertThat(odd.resolve("empty folder")).isEmptyDirectory();
    assertThat(odd.resolve("run.sh")).isExecutable();
    assertThat(odd.resolve("link to run.sh")).isSymbolicLink();
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> files =
          all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList();
      assertThat(files).hasSizeGreaterThan(3000);
      assertThat(files).anySatisfy(path -> assertThat(path.getNameCount()).isGreaterThan(40));
    }
  }

  @Test
  void placeIsMadeAndGoneAgain() throws IOException {
    Path made;
    try (DemoPlace place = DemoPlace.make(folder, 1000, false)) {
      made = place.folder();
      DemoTree.make(made.resolve("source"), 1000, size -> {});
    }
    assertThat(made).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void placeThatIsKeptStays() throws IOException {
    Path made;
    try (DemoPlace place = DemoPlace.make(folder, 1000, true)) {
      made = place.folder();
    }
    assertThat(made).isDirectory();
  }

  @Test
  void placeWithoutRoomIsRefusedWithASentence() {
    assertThatThrownBy(() -> DemoPlace.make(folder, Long.MAX_VALUE / 10, false))
        .hasMessageContaining("the demo needs ")
        .hasMessageContaining("--dir");
  }
}
