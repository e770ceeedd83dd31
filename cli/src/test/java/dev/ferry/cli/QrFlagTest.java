package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The option {@code --qr} of the commands that have an address to tell. */
@Timeout(120)
class QrFlagTest {
  private static final String BLOCK = "\u2588\u2588\u2588";

  @TempDir private Path folder;

  @Test
  void identityShowsWhereThisPeerWouldBe() throws Exception {
    Typed.Run run = new Typed(folder).ferry("ann", "identity", "--qr");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("fingerprint", BLOCK).containsPattern(":53317\n$");
  }

  @Test
  void aSharedLinkThatFitsIsShownBelowItself() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "hello", UTF_8);
    String out = listenUntilCode(List.of("share", file.toString(), "--link", "--qr"));
    assertThat(out).contains("ferry get 'https://").containsPattern("\nhttps://127.0.0.1:");
  }

  @Test
  void aReceiverShowsItsAddress() throws Exception {
    String out =
        listenUntilCode(List.of("receive", "--into", folder.resolve("in").toString(), "--qr"));
    assertThat(out).containsPattern("\n127.0.0.1:\\d+\n");
  }

  @Test
  void programsGetNoPicture() throws Exception {
    Typed.Run run = new Typed(folder).ferry("ann", "identity", "--qr", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("\u2588").hasLineCount(2);
  }

  private String listenUntilCode(List<String> command) {
    Typed.Run run =
        new Typed(folder)
            .begin(
                "ann",
                Typed.with(command, List.of("--port", "0", "--address", "127.0.0.1"))
                    .toArray(String[]::new));
    await().atMost(Typed.SOON).until(() -> run.out().contains(BLOCK));
    return run.out();
  }
}
