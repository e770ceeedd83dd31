package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.TerminalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

  private FerryProcess send(TerminalProcess receiver) {
    receiver.await("asked about", LIMIT);
    Matcher port = Pattern.compile("--to 127\\.0\\.0\\.1:(\\d+)").matcher(receiver.printed());
    assertThat(port.find()).as(receiver.printed()).isTrue();
    return FerryProcess.start(
        FERRY,
        "send",
        file.toString(),
        "--to",
        "127.0.0.1:" + port.group(1),
        "--home",
        folder.resolve("ann").toString(),
        "--name",
        "ann");
  }
}
