package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.TerminalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that wants a PIN with every offer: real processes, files and terminals. */
@Timeout(180)
class ReceiveWithPinTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeAFile() throws IOException {
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  private FerryProcess receive(String... options) {
    List<String> words =
        new ArrayList<>(List.of("receive", "--home", home("bob"), "--name", "bob"));
    words.addAll(List.of("--into", folder.resolve("inbox").toString(), "--accept", "all"));
    words.addAll(List.of("--port", "0", "--address", "127.0.0.1", "--once", "--json"));
    words.addAll(List.of(options));
    return FerryProcess.start(FERRY, words.toArray(String[]::new));
  }

  private String home(String name) {
    return folder.resolve(name).toString();
  }

  private String[] send(String address, String... options) {
    List<String> words = new ArrayList<>(List.of("send", file.toString(), "--to", address));
    words.addAll(List.of("--home", home("ann"), "--name", "ann"));
    words.addAll(List.of(options));
    return words.toArray(String[]::new);
  }

  private static String address(FerryProcess receiver) {
    return "127.0.0.1:" + receiver.awaitOutput("\"port\":(\\d+)", LIMIT).group(1);
  }

  @Test
  void pinThatIsShownLetsTheSenderInAndNothingElseDoes() throws Exception {
    try (FerryProcess receiver = receive("--pin")) {
      String address = address(receiver);
      Matcher pin = receiver.awaitOutput("\"pin\":\"(\\d{6})\"", LIMIT);
      FerryProcess.Finished without = FerryProcess.run(FERRY, LIMIT, send(address));
      assertThat(without.exitCode()).isEqualTo(9);
      assertThat(without.text()).contains("takes offers with its PIN only", "--pin-file");
      Path secret = Files.writeString(folder.resolve("pin"), pin.group(1) + "\n");
      FerryProcess.Finished with =
          FerryProcess.run(FERRY, LIMIT, send(address, "--pin-file", secret.toString()));
      assertThat(with.exitCode()).as(with.text()).isZero();
      receiver.assertExit(0, LIMIT);
      assertThat(folder.resolve("inbox/notes.txt")).hasContent("hello");
    }
  }

  @Test
  void personAtTheTerminalIsAskedForThePinAndMayMistypeIt() throws Exception {
    Path secret = Files.writeString(folder.resolve("pin"), "open-sesame\n");
    try (FerryProcess receiver = receive("--pin-file", secret.toString());
        TerminalProcess sender = TerminalProcess.start(FERRY, 100, send(address(receiver)))) {
      sender.await("PIN of bob:", LIMIT);
      sender.type("open-sesam\r");
      sender.await("That was not it. PIN of bob:", LIMIT);
      sender.type("open-sesame\r");
      assertThat(sender.exitCode(LIMIT)).as(sender.printed()).isZero();
      assertThat(sender.printed()).doesNotContain("open-sesam");
      receiver.assertExit(0, LIMIT);
      assertThat(receiver.output()).noneMatch(line -> line.contains("open-sesame"));
    }
  }

  @Test
  void pinThatIsTooShortIsRefused() throws Exception {
    Path secret = Files.writeString(folder.resolve("pin"), "123\n");
    FerryProcess.Finished refused =
        FerryProcess.run(
            FERRY, LIMIT, "receive", "--home", home("bob"), "--pin-file", secret.toString());
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.text()).contains("the first line of --pin-file is the PIN: 4 to 64");
  }
}
