package dev.ferry.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Commands;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestHeapTest {
  @TempDir Path temp;

  @Test
  void aMillionEntriesAreWrittenAndWalkedInAHeapOf16Megabytes() throws Exception {
    Path manifest = temp.resolve("manifest");
    assertThat(SmallHeap.run(16, temp, MillionEntries.class, manifest))
        .startsWith("1000000 entries, ");
    assertThat(Files.size(manifest)).isLessThan(40_000_000);
  }

  @Test
  void aFolderOf100000FilesIsScannedInAHeapOf32Megabytes() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("tree/folder"));
    for (int i = 0; i < 100_000; i++) {
      Files.createFile(folder.resolve("a file with a name of usual length " + i * 7919L % 100_000));
    }
    assertThat(
            SmallHeap.run(
                32, temp, ManyFiles.class, temp.resolve("tree"), temp.resolve("manifest")))
        .startsWith("100002 entries, ");
    Commands.run("rm", "-rf", folder.toString()); // JUnit takes ten times as long for it
  }
}
