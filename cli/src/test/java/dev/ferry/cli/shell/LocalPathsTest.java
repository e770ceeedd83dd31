package dev.ferry.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPathsTest {
  @TempDir private Path folder;

  @Test
  void namesThatWouldFoolATerminalAreNotOffered() throws Exception {
    Files.createFile(folder.resolve("good name.txt"));
    Files.createFile(folder.resolve("bad\u001b]0;title\u0007.txt"));
    Files.createFile(folder.resolve("gpj.\u202eexe"));
    List<Candidate> candidates = new ArrayList<>();
    new LocalPaths().complete(folder + "/", candidates);
    assertThat(candidates).extracting(Candidate::value).containsExactly(folder + "/good name.txt");
  }
}
