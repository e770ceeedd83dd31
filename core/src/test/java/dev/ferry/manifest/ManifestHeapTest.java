package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestHeapTest {
  @TempDir Path folder;

  @Test
  void aMillionEntriesAreWrittenAndWalkedInAHeapOf16Megabytes() throws Exception {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx16m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                MillionEntries.class.getName(),
                folder.resolve("manifest").toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(output, StandardCharsets.UTF_8);
    System.out.print(said);
    assertThat(process.exitValue()).describedAs(said).isZero();
    assertThat(said).startsWith("1000000 entries, ");
    assertThat(Files.size(folder.resolve("manifest"))).isLessThan(40_000_000);
  }
}
