package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.manifest.Skipped.Reason;
import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a scanner leaves out, and what it must not be impressed by. */
class SourceScannerOddTest {
  @TempDir Path temp;

  private Path root = Path.of("/");

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectory(temp.resolve("root"));
    Files.writeString(root.resolve("before"), "");
    Files.writeString(root.resolve("zzz"), "");
  }

  @Test
  @Timeout(20)
  void reportsFifosSocketsAndDevicesAndGoesOn() throws Exception {
    Requires.command("mkfifo", "making a FIFO");
    Commands.run("mkfifo", root.resolve("fifo").toString());
    Files.createSymbolicLink(root.resolve("null"), Path.of("/dev/null"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
      ScanOptions options = new ScanOptions(List.of(), List.of(), LinkPolicy.FOLLOW, true);
      Scans.Result result = Scans.scan(options, root);
      assertThat(result.paths()).containsExactly("root", "root/before", "root/zzz");
      assertThat(result.skipped())
          .containsExactly(
              new Skipped("root/fifo", Reason.SPECIAL),
              new Skipped("root/null", Reason.SPECIAL),
              new Skipped("root/socket", Reason.SPECIAL));
    }
  }

  @Test
  void reportsNamesThatAreNotUtf8AndGoesOn() throws Exception {
    Requires.linux("names that are not UTF-8");
    OddNames.make(root, "caf\\351");
    OddNames.make(root, "\\377\\376");
    OddNames.make(root, "cut short \\360\\237\\230");
    Files.writeString(root.resolve("honest \ufffd"), "");
    Scans.Result result = Scans.scan(ScanOptions.EVERYTHING, root);
    assertThat(result.paths())
        .containsExactly("root", "root/before", "root/honest \ufffd", "root/zzz");
    assertThat(result.skipped())
        .hasSize(3)
        .allMatch(skipped -> skipped.reason() == Reason.NOT_UTF8)
        .anyMatch(skipped -> skipped.path().equals("root/caf\ufffd"));
  }

  @Test
  void reportsLinksWhoseTargetIsNotUtf8() throws Exception {
    Requires.linux("names that are not UTF-8");
    OddNames.link(root.resolve("link"), "caf\\351");
    assertThat(Scans.scan(ScanOptions.EVERYTHING, root).skipped())
        .containsExactly(new Skipped("root/link", Reason.NOT_UTF8));
  }

  @Test
  void reportsPathsThatAreTooLong() throws Exception {
    Requires.command("sh", "making paths that are too long");
    // each step is short, only the whole is longer than a path can be
    Commands.run(
        "sh",
        "-c",
        "cd \"$1\"; d=$(printf 'd%.0s' $(seq 200)); i=0;"
            + " while [ $i -lt 25 ]; do mkdir $d; cd $d; i=$((i+1)); done; touch bottom",
        "sh",
        root.toString());
    try {
      Scans.Result result = Scans.scan(ScanOptions.EVERYTHING, root);
      assertThat(result.skipped())
          .singleElement()
          .satisfies(skipped -> {
            assertThat(skipped.reason()).isEqualTo(Reason.PATH_TOO_LONG);
            assertThat(skipped.path()).startsWith("root/ddd");
          });
      assertThat(result.entries()).hasSizeBetween(20, 24);
      assertThat(result.paths()).contains("root/before", "root/zzz");
    } finally {
      Commands.run("rm", "-rf", root.toString());
    }
  }

  @Test
  void goesDownAsDeepAsPathsReach() throws Exception {
    StringBuilder path = new StringBuilder();
    int levels = 900;
    for (int i = 0; i < levels; i++) {
      path.append("d/");
    }
    Path deepest = Files.createDirectories(root.resolve(path.toString()));
    Files.writeString(deepest.resolve("bottom"), "");
    List<Entry> entries = Scans.all(root);
    Commands.run("rm", "-rf", root.toString()); // JUnit takes half a minute for it
    assertThat(entries).hasSize(levels + 4);
    assertThat(entries.get(levels + 2).path().name()).isEqualTo("bottom");
    assertThat(entries.get(levels + 2).path().depth()).isEqualTo(levels + 2);
  }

  @Test
  void reportsWhatVanishesUnderItsEyes() throws Exception {
    Files.createDirectory(root.resolve("folder"));
    Files.writeString(root.resolve("folder/file"), "");
    List<Skipped> skipped = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    new SourceScanner(SourceRoot.of(List.of(root)), ScanOptions.EVERYTHING)
        .scan(
            entry -> {
              paths.add(entry.path().toString());
              Files.deleteIfExists(root.resolve("folder/file"));
              Files.deleteIfExists(root.resolve("zzz"));
            },
            skipped::add);
    assertThat(paths).containsExactly("root", "root/before", "root/folder");
    assertThat(skipped).containsExactly(new Skipped("root/zzz", Reason.VANISHED));
  }

  @Test
  void takesNamesWithLineBreaksAndEmptyFolders() throws Exception {
    Files.createDirectories(root.resolve("line\nbreak/em\tpty"));
    Files.writeString(root.resolve("line\nbreak/\r\n"), "");
    assertThat(Scans.paths(root))
        .containsExactly(
            "root",
            "root/before",
            "root/line\nbreak",
            "root/line\nbreak/\r\n",
            "root/line\nbreak/em\tpty",
            "root/zzz");
  }
}
