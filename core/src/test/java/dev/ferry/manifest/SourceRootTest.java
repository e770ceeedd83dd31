package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SourceRootTest {
  @TempDir Path temp;

  private Path folder = Path.of("/");

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(temp.toRealPath().resolve("photos"));
  }

  @Test
  void isCalledAsItWasNamed() throws Exception {
    Path file = Files.createFile(folder.resolve("a.txt"));
    assertThat(SourceRoot.of(List.of(folder, file)))
        .containsExactly(new SourceRoot(folder, "photos"), new SourceRoot(file, "a.txt"));
  }

  @Test
  void isCalledByItsRealNameIfItWasNamedByDots() throws Exception {
    Files.createDirectory(folder.resolve("sub"));
    assertThat(nameOf(folder.resolve("."))).isEqualTo("photos");
    assertThat(nameOf(folder.resolve("sub/.."))).isEqualTo("photos");
    assertThat(nameOf(Path.of(folder + "/"))).isEqualTo("photos");
    assertThat(nameOf(Path.of(folder + "//./"))).isEqualTo("photos");
    assertThat(nameOf(Path.of("."))).isEqualTo(Path.of("").toRealPath().getFileName().toString());
    assertThat(nameOf(Path.of(""))).isEqualTo(Path.of("").toRealPath().getFileName().toString());
  }

  @Test
  void givesTheRootOfTheFileSystemAName() throws Exception {
    assertThat(nameOf(Path.of("/"))).isEqualTo("root");
    assertThat(nameOf(Path.of("/.."))).isEqualTo("root");
  }

  @Test
  void numbersRootsOfOneName() throws Exception {
    Path other = Files.createDirectories(temp.resolve("other/photos"));
    Path third = Files.createDirectories(temp.resolve("photos (2)"));
    assertThat(SourceRoot.of(List.of(folder, other, third, folder)))
        .extracting(SourceRoot::name)
        .containsExactly("photos", "photos (2)", "photos (2) (2)", "photos (3)");
  }

  @Test
  void meansWhatALinkLeadsToUnderTheLinksName() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("latest"), Path.of("photos"));
    assertThat(SourceRoot.of(List.of(link))).containsExactly(new SourceRoot(folder, "latest"));
  }

  @Test
  void mustExist() throws Exception {
    Path missing = folder.resolve("missing");
    Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), missing);
    refuses(missing, "does not exist");
    refuses(dangling, "does not exist");
    refuses(Path.of("relative", "missing"), "does not exist");
  }

  @Test
  void mustNotBeALinkToItself() throws Exception {
    refuses(Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop")), "cannot be read");
  }

  @Test
  @Timeout(20)
  void mustNotBeAFifoOrADevice() throws Exception {
    Requires.command("mkfifo", "making a FIFO");
    Path fifo = folder.resolve("fifo");
    Commands.run("mkfifo", fifo.toString());
    refuses(fifo, "FIFO");
    refuses(Path.of("/dev/null"), "device");
  }

  @Test
  void mustHaveAPathThatIsUtf8() throws Exception {
    Requires.linux("names that are not UTF-8");
    OddNames.make(folder, "caf\\351");
    try (var list = Files.newDirectoryStream(folder)) {
      refuses(list.iterator().next(), "not valid UTF-8");
    }
  }

  @Test
  void hasAnAbsolutePathAndAProperName() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SourceRoot(Path.of("a"), "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> new SourceRoot(folder, "a/b"));
    assertThatIllegalArgumentException().isThrownBy(() -> new SourceRoot(folder, ".."));
  }

  private static void refuses(Path path, String why) {
    assertThatExceptionOfType(SourceException.class)
        .isThrownBy(() -> SourceRoot.of(List.of(path)))
        .withMessageContainingAll(path.toString(), why)
        .matches(e -> e.path().equals(path));
  }

  private static String nameOf(Path path) throws SourceException {
    return SourceRoot.of(List.of(path)).getFirst().name();
  }
}
