package dev.ferry.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.SourceTree;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An NTFS disk as on Windows: it ignores case, refuses some names, and has no modes. */
class WindowsDiskTest {
  @TempDir Path folder;

  private Path disk;
  private SourceTree tree;

  @BeforeEach
  void mount() throws Exception {
    tree = new SourceTree(Files.createDirectory(folder.resolve("source")));
    disk = Files.createDirectory(folder.resolve("disk"));
    Requires.linuxRoot("a Windows disk");
    Requires.command("lowntfs-3g", "a Windows disk");
    Requires.command("mkntfs", "a Windows disk");
    Path image = folder.resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(32 << 20);
    }
    run("mkntfs", "-q", "-F", image.toString());
    run("lowntfs-3g", "-o", "windows_names,ignore_case", image.toString(), disk.toString());
  }

  @AfterEach
  void unmount() throws Exception {
    if (Files.exists(folder.resolve("image"))) {
      run("umount", "-l", disk.toString());
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void keepsApartWhatTheDiskTakesForOneName() throws IOException {
    tree.file("d/README", "upper".getBytes(UTF_8)).file("d/readme", "lower".getBytes(UTF_8));
    tree.file("D/other", "other folder".getBytes(UTF_8));
    PublishReport report = deliver();
    assertThat(report.files()).isEqualTo(3);
    assertThat(contents()).containsExactlyInAnyOrder("upper", "lower", "other folder");
    assertThat(new Delivery(tree, Inbox.open(disk)).plan().summary().wantedFiles()).isZero();
  }

  @Test
  void writesNamesThatTheDiskRefusesSoThatItTakesThem() throws IOException {
    tree.file("a:b/what?", "1".getBytes(UTF_8))
        .file("a:b/ends.", "2".getBytes(UTF_8))
        .file("nul", "3".getBytes(UTF_8))
        .file("back\\slash", "4".getBytes(UTF_8));
    deliver();
    assertThat(names())
        .containsExactlyInAnyOrder("a%3ab", "ends%2e", "what%3f", "%6eul", "back%5cslash");
    assertThat(contents()).containsExactlyInAnyOrder("1", "2", "3", "4");
    assertThat(new Delivery(tree, Inbox.open(disk)).plan().summary().wantedFiles()).isZero();
  }

  @Test
  void mergesAndUpdates() throws IOException {
    Random random = new Random(1);
    tree.file("p/a", 500_000, random).file("p/q/b", 10, random).folder("p/empty");
    deliver();
    tree.file("p/a", 400_000, random).file("p/q/c", 20, random);
    try (Inbox inbox = Inbox.open(disk)) {
      assertThat(new Delivery(tree, inbox).policy(ClashPolicy.UPDATE).run().files()).isEqualTo(2);
    }
    assertThat(plain(TreeSnapshot.of(disk))).isEqualTo(plain(TreeSnapshot.of(tree.root())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain.txt|plain.txt",
        "a:b|a%3Ab",
        "x<>\"\\?*y|x%3C%3E%22%5C%3F%2Ay",
        "dot.|dot%2E",
        "con|%63on",
        "CON.txt|%43ON.txt",
        "console|console",
        "lpt1|%6Cpt1",
        "ä|ä",
        "a.b|a.b",
        "tab\there|tab%09here",
        "..x|..x"
      })
  void escapesWhatWindowsCannotName(String name, String onDisk) {
    assertThat(WindowsNames.escape(name)).isEqualTo(onDisk);
  }

  private PublishReport deliver() throws IOException {
    try (Inbox inbox = Inbox.open(disk)) {
      return new Delivery(tree, inbox).run();
    }
  }

  private static Set<String> plain(TreeSnapshot snapshot) {
    return snapshot.items().entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().kind() + " " + e.getValue().hash())
        .collect(Collectors.toSet());
  }

  private Set<String> names() throws IOException {
    try (Stream<Path> paths = Files.walk(disk)) {
      return paths
          .filter(p -> !p.equals(disk))
          .map(p -> p.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }

  private Set<String> contents() throws IOException {
    try (Stream<Path> paths = Files.walk(disk)) {
      return paths
          .filter(Files::isRegularFile)
          .map(WindowsDiskTest::read)
          .collect(Collectors.toSet());
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
