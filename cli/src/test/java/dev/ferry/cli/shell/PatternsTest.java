package dev.ferry.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PatternsTest {
  @Test
  void aFileThatIsCalledLikeAnOptionDoesNotBecomeOne() throws Exception {
    String ending = UUID.randomUUID() + ".tmp";
    Path file = Files.createFile(Path.of("--to=stranger" + ending));
    try {
      List<Words.Word> words = Words.split("send *" + ending);
      assertThat(Patterns.expand(words)).containsExactly("send", "./--to=stranger" + ending);
    } finally {
      Files.delete(file);
    }
  }
}
