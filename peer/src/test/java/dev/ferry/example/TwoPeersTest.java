package dev.ferry.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TwoPeersTest {
  private static final String MARK = "<!-- example -->\n```java\n";

  @TempDir private Path folder;

  @Test
  void exampleInTheReadmeIsThisOne() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    assertThat(readme).contains(MARK);
    int begin = readme.indexOf(MARK) + MARK.length();

    String shown = readme.substring(begin, readme.indexOf("```\n", begin));

    assertThat(Files.readString(Path.of("src/test/java/dev/ferry/example/TwoPeers.java")))
        .isEqualTo("package dev.ferry.example;\n\n" + shown);
  }

  @Test
  void exampleRuns() throws Exception {
    Path photos = new TreeMaker(folder.resolve("photos"), 1).file("a", 1000).file("b", 9).done();
    TwoPeers.main(new String[] {folder.toString(), photos.toString()});
    TreeSnapshot.of(photos)
        .assertSame("what arrived", TreeSnapshot.of(folder.resolve("inbox/photos")));

    Path other = new TreeMaker(folder.resolve("other"), 1).file("a", 1000).done();
    TwoPeers.main(new String[] {folder.toString(), other.toString()});
    assertThat(folder.resolve("inbox/other")).doesNotExist();
  }
}
