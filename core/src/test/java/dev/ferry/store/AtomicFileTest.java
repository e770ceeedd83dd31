package dev.ferry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 1_000_000})
  void contentIsWrittenWholeForItsOwnerOnlyAndNothingElseStays(int size) throws Exception {
    byte[] content = new byte[size];
    Arrays.fill(content, (byte) 7);
    Path file = folder.resolve("file");
    AtomicFile.write(file, "old".getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(file, content);

    assertThat(file).hasBinaryContent(content);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void readerNeverSeesAHalfWrittenFile() throws Exception {
    Path file = folder.resolve("file");
    AtomicFile.write(file, new byte[100_000]);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> writer =
          threads.submit(() -> {
            for (int i = 0; i < 50; i++) {
              AtomicFile.write(file, new byte[i % 2 == 0 ? 200_000 : 100_000]);
            }
            return null;
          });
      while (!writer.isDone()) {
        assertThat(Files.readAllBytes(file).length).isIn(100_000, 200_000);
      }
      writer.get();
    }
  }

  @Test
  void failureLeavesTheOldFileAndNoLitter() throws Exception {
    Path file = Files.createDirectory(folder.resolve("a folder in the way"));
    Files.createFile(file.resolve("child"));

    assertThatThrownBy(() -> AtomicFile.write(file, new byte[10])).isInstanceOf(IOException.class);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
    assertThat(file.resolve("child")).exists();
  }

  @Test
  void linkIsReplacedNotFollowed() throws Exception {
    Path target = Files.writeString(folder.resolve("target"), "untouched");
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);
    AtomicFile.write(link, new byte[] {1});

    assertThat(target).hasContent("untouched");
    assertThat(Files.isSymbolicLink(link)).isFalse();
  }
}
