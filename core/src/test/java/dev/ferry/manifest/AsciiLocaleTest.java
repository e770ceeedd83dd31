package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Commands;
import dev.ferry.testkit.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher sets a UTF-8 locale; a Java program that uses Ferry may not have one. */
class AsciiLocaleTest {
  @TempDir Path temp;

  @Test
  void namesThatTheLocaleCannotWriteAreReportedAndLeftOut() throws Exception {
    Requires.linux("another locale");
    Path root = Files.createDirectory(temp.resolve("root"));
    Files.writeString(root.resolve("plain"), "");
    Files.writeString(root.resolve("ünï"), "");
    Files.createSymbolicLink(root.resolve("link"), Path.of("ünï"));
    String classes = System.getProperty("java.class.path");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String said =
        Commands.run(
            "env",
            "LC_ALL=C",
            java,
            "-Xmx32m",
            "--enable-native-access=ALL-UNNAMED",
            "-Dstdout.encoding=UTF-8",
            "-cp",
            classes,
            ScanProgram.class.getName(),
            root.toString());
    assertThat(said.lines())
        .startsWith("root")
        .contains("root/plain", "root/link: NOT_UTF8")
        .anyMatch(line -> line.matches("root/\ufffd+n\ufffd+: NOT_UTF8"))
        .hasSize(4);
  }
}
