package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ferry receive --show}, with real peers. */
@Timeout(120)
class ShownArrivalsTest {
  @TempDir private Path folder;

  @Test
  void whatArrivesIsShownIfItIsOfTheKindsThatWereNamed() throws Exception {
    Typed typed = new Typed(folder);
    Path tree = makeATree();
    Typed.Run receiver = typed.receiver("inbox", "--show", "csv,json");
    Typed.Run sender =
        typed.ferry("ann", "send", tree.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(sender.code()).isZero();
    assertThat(receiver.code()).isZero();
    assertThat(receiver.out().lines().filter(line -> line.contains("\"event\":\"preview\"")))
        .satisfiesExactly(
            csv -> assertThat(csv).contains("inbox/tree/deep/a.csv\""),
            json -> assertThat(json).contains("inbox/tree/deep/b.json\""));
  }

  @Test
  void whatLandsBesideAnotherOrInAFolderThatIsThereIsShownWhereItLanded() throws Exception {
    Typed typed = new Typed(folder);
    Path tree = makeATree();
    Files.createDirectories(folder.resolve("inbox/tree/deep"));
    Files.writeString(folder.resolve("inbox/tree/deep/a.csv"), "older,table\n9,x\n");
    Typed.Run receiver = typed.receiver("inbox", "--show", "all");
    Typed.Run sender =
        typed.ferry("ann", "send", tree.toString(), "--to", "127.0.0.1:" + receiver.port());
    assertThat(sender.code()).isZero();
    assertThat(receiver.code()).isZero();
    assertThat(receiver.out())
        .contains("inbox/tree/deep/a (2).csv\"", "inbox/tree/deep/b.json\"", "deep/c.txt\"")
        .doesNotContain("inbox/tree/deep/a.csv\"");
  }

  private Path makeATree() throws Exception {
    Path tree = folder.resolve("tree");
    Path deep = Files.createDirectories(tree.resolve("deep"));
    Files.writeString(deep.resolve("a.csv"), "id,name\n1,Ann\n");
    Files.writeString(deep.resolve("b.json"), "{\"a\": 1}");
    Files.writeString(deep.resolve("c.txt"), "hello");
    return tree;
  }
}
