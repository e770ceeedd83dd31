package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.TerminalProcess;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types at a terminal, into the real program. */
class OnATerminalTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final String QUESTION = "Accept\\? \\[y]es \\[n]o[^\n]*:";

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeAFile() throws IOException {
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @ParameterizedTest
  @ValueSource(strings = {CTRL_C, CTRL_D})
  void ctrlCAndCtrlDStopTheReceiverWhileItAsks(String key) {
    try (TerminalProcess receiver = receive(100);
        FerryProcess sender = send(receiver)) {
      receiver.await(QUESTION, LIMIT);
      receiver.type(key);
      assertThat(receiver.exitCode(LIMIT)).as(receiver.printed()).isZero();
      assertThat(receiver.printed()).contains("Stopping; what has arrived is kept.");
      sender.awaitOutput("paused: ", LIMIT);
      sender.interrupt();
      sender.assertExit(5, LIMIT);
      assertThat(folder.resolve("inbox/notes.txt")).doesNotExist();
    }
  }

  @Test
  void yesAccepts() {
    try (TerminalProcess receiver = receive(100);
        FerryProcess sender = send(receiver)) {
      receiver.await(QUESTION, LIMIT);
      receiver.type("y\r");
      sender.assertExit(0, LIMIT);
      receiver.await("Received notes.txt from ann", LIMIT);
      receiver.type(CTRL_C);
      assertThat(receiver.exitCode(LIMIT)).isZero();
      assertThat(folder.resolve("inbox/notes.txt")).hasContent("hello");
    }
  }

  @Test
  void pictureTableAndJsonAreSeenBeforeYes() throws IOException {
    file = threeFiles();
    try (TerminalProcess receiver = receive(100);
        FerryProcess sender = send(receiver)) {
      receiver.await(QUESTION, LIMIT);
      assertThat(receiver.printed())
          .contains("1 picture, 1 table, 1 JSON file", "the sender shows:")
          .contains("PNG picture, 40 × 40", "\u2580")
          .contains("CSV table, 2 rows × 2 columns", "Ann")
          .contains("Shape: ", "\"answer\"");
      assertThat(folder.resolve("inbox/three")).as("not accepted yet").doesNotExist();
      receiver.type("y\r");
      sender.assertExit(0, LIMIT);
      assertThat(folder.resolve("inbox/three/b.csv")).exists();
    }
  }

  @Test
  void aSenderThatShowsNothingIsAskedAboutAsEver() throws IOException {
    file = threeFiles();
    try (TerminalProcess receiver = receive(100);
        FerryProcess sender = send(receiver, "--no-previews")) {
      receiver.await(QUESTION, LIMIT);
      assertThat(receiver.printed())
          .contains("1 picture")
          .doesNotContain("the sender shows", "Ann");
      receiver.type("y\r");
      sender.assertExit(0, LIMIT);
    }
  }

  private Path threeFiles() throws IOException {
    Path three = Files.createDirectory(folder.resolve("three"));
    BufferedImage picture = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 1600; i++) {
      picture.setRGB(i % 40, i / 40, i * 77777);
    }
    ImageIO.write(picture, "png", three.resolve("a.png").toFile());
    Files.writeString(three.resolve("b.csv"), "id,name\n1,Ann\n2,Bob\n");
    Files.writeString(three.resolve("c.json"), "{\"answer\":42}");
    return three;
  }

  private TerminalProcess receive(int columns) {
    String home = folder.resolve("bob").toString();
    String into = folder.resolve("inbox").toString();
    return TerminalProcess.start(
        FERRY,
        columns,
        "receive",
        "--home",
        home,
        "--name",
        "bob",
        "--into",
        into,
        "--port",
        "0",
        "--address",
        "127.0.0.1");
  }

  private FerryProcess send(TerminalProcess receiver, String... options) {
    receiver.await("asked about", LIMIT);
    Matcher port = Pattern.compile("--to 127\\.0\\.0\\.1:(\\d+)").matcher(receiver.printed());
    assertThat(port.find()).as(receiver.printed()).isTrue();
    List<String> words =
        new ArrayList<>(
            List.of(
                "send",
                file.toString(),
                "--to",
                "127.0.0.1:" + port.group(1),
                "--home",
                folder.resolve("ann").toString(),
                "--name",
                "ann"));
    words.addAll(List.of(options));
    return FerryProcess.start(FERRY, words.toArray(String[]::new));
  }
}
