package dev.ferry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.NamespaceLan;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.TerminalProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands that look around, on three machines of a network of their own. */
@Timeout(180)
class NearCommandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CTRL_C = "\u0003";
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;
  private Path file = Path.of("");
  private NamespaceLan lan;

  @BeforeEach
  void makeANetworkAndAFile() throws IOException {
    lan = NamespaceLan.of(3);
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  @AfterEach
  void endTheNetwork() {
    if (lan != null) {
      lan.close();
    }
  }

  private FerryProcess receive(int machine, String name, String... options) {
    return receiveAs(machine, name, name, options);
  }

  private FerryProcess receiveAs(int machine, String home, String name, String... options) {
    List<String> words = new ArrayList<>(List.of("receive", "--home", home(home), "--name", name));
    words.addAll(List.of("--into", inbox(home).toString(), "--accept", "all", "--json"));
    words.addAll(List.of(options));
    FerryProcess process =
        FerryProcess.start(lan.machine(machine).inside(FERRY), words.toArray(String[]::new));
    process.awaitOutput("\"event\":\"listening\"", LIMIT);
    return process;
  }

  private String home(String name) {
    return folder.resolve(name).toString();
  }

  private Path inbox(String name) {
    return folder.resolve(name + "-inbox");
  }

  private FerryProcess.Finished ferry(String... words) {
    return FerryProcess.run(lan.machine(0).inside(FERRY), LIMIT, asAnn(words));
  }

  private TerminalProcess onATerminal(String... words) {
    return TerminalProcess.start(lan.machine(0).inside(FERRY), 100, asAnn(words));
  }

  private String[] asAnn(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--home", home("ann"), "--name", "ann"));
    return all.toArray(String[]::new);
  }

  @Test
  void whoIsNearIsListedWithKindAndAddressAndSentToByTheBeginningOfItsName() {
    try (FerryProcess _ = receive(1, "Kitchen phone")) {
      FerryProcess.Finished listed = ferry("peers", "--json");
      assertThat(listed.exitCode()).as(listed.text()).isZero();
      assertThat(listed.output())
          .anyMatch(line ->
              line.contains("\"event\":\"near\"")
                  && line.contains("\"alias\":\"Kitchen phone\"")
                  && line.contains("\"kind\":\"headless\"")
                  && line.contains("10.97.0.2:53317")
                  && line.contains("\"ferry\":true"));
      FerryProcess.Finished sent = ferry("send", file.toString(), "--to", "kitchen");
      assertThat(sent.exitCode()).as(sent.text()).isZero();
      assertThat(inbox("Kitchen phone").resolve("notes.txt")).hasContent("hello");
      assertThat(ferry("peers").text())
          .containsPattern("Kitchen phone +program, Ferry +10\\.97\\.0\\.2:53317 +known");
    }
  }

  @Test
  void severalOfOneNameAreNamedAndNothingIsSent() {
    try (FerryProcess _ = receive(1, "kitchen phone");
        FerryProcess _ = receive(2, "kitchen tablet")) {
      FerryProcess.Finished sent = ferry("send", file.toString(), "--to", "kitchen");
      assertThat(sent.exitCode()).as(sent.text()).isEqualTo(2);
      assertThat(sent.text())
          .contains("2 peers are meant by kitchen: kitchen phone at 10.97.0.2:53317 (unknown)")
          .contains("kitchen tablet at 10.97.0.3:53317 (unknown)");
    }
  }

  @Test
  void personChoosesFromTheListAtTheTerminal() {
    try (FerryProcess _ = receive(1, "attic");
        FerryProcess _ = receive(2, "cellar");
        TerminalProcess sender = onATerminal("send", file.toString())) {
      sender.await("\\d  attic\\s", LIMIT);
      sender.await("\\d  cellar\\s", LIMIT);
      sender.await("Which peer\\?", LIMIT);
      sender.type("7\r");
      sender.await("There is no such one in the list\\.\\s+Which peer\\?", LIMIT);
      sender.type("CELL\r");
      assertThat(sender.exitCode(LIMIT)).as(sender.printed()).isZero();
      assertThat(inbox("cellar").resolve("notes.txt")).hasContent("hello");
    }
  }

  @Test
  void nothingIsSentIfNobodyIsChosen() {
    try (TerminalProcess sender = onATerminal("send", file.toString())) {
      sender.await("Which peer\\?", LIMIT);
      sender.type("\r");
      assertThat(sender.exitCode(LIMIT)).as(sender.printed()).isEqualTo(5);
      assertThat(sender.printed()).contains("nobody was chosen");
    }
  }

  @Test
  void listOnATerminalIsLiveUntilAKeyIsPressed() {
    try (TerminalProcess peers = onATerminal("peers")) {
      peers.await("Nobody is near yet", LIMIT);
      try (FerryProcess _ = receive(1, "attic")) {
        peers.await("attic +program, Ferry +10\\.97\\.0\\.2:53317 +unknown", LIMIT);
        peers.type("q");
        assertThat(peers.exitCode(LIMIT)).as(peers.printed()).isZero();
      }
    }
  }

  @Test
  void listOnATerminalEndsWithCtrlC() {
    try (TerminalProcess peers = onATerminal("peers")) {
      peers.await("Looking around", LIMIT);
      peers.type(CTRL_C);
      assertThat(peers.exitCode(LIMIT)).as(peers.printed()).isZero();
    }
  }

  @Test
  void nearPeerCanBeTrustedAndIsThenNamedWhileItIsAway() {
    try (FerryProcess _ = receive(1, "attic")) {
      FerryProcess.Finished trusted = ferry("trust", "att");
      assertThat(trusted.exitCode()).as(trusted.text()).isZero();
      assertThat(trusted.text()).contains("attic, trusted, at 10.97.0.2:53317");
    }
    FerryProcess.Finished away = ferry("send", file.toString(), "--to", "attic", "--wait", "0");
    assertThat(away.exitCode()).as(away.text()).isEqualTo(4);
    assertThat(away.text()).contains("10.97.0.2:53317");
    try (FerryProcess _ = receiveAs(2, "attic-copy", "attic")) {
      FerryProcess.Finished copied = ferry("peers");
      assertThat(copied.text())
          .containsPattern("attic +program, Ferry +10\\.97\\.0\\.3:\\d+ +CHANGED");
      FerryProcess.Finished sent = ferry("send", file.toString(), "--to", "attic", "--wait", "0");
      assertThat(sent.exitCode()).as(sent.text()).isEqualTo(4);
      assertThat(inbox("attic-copy").resolve("notes.txt")).doesNotExist();
    }
  }

  @Test
  void scanFindsWhoDoesNotAnnounceItself() {
    try (FerryProcess _ = receive(1, "attic", "--no-announce")) {
      FerryProcess.Finished scanned = ferry("peers", "--scan", "--wait", "1s");
      assertThat(scanned.exitCode()).as(scanned.text()).isZero();
      assertThat(scanned.text()).containsPattern("attic +program, Ferry +10\\.97\\.0\\.2:53317");
    }
  }

  @Test
  void hiddenReceiverIsReachedByItsAddressOnly() {
    try (FerryProcess _ = receive(1, "attic", "--no-announce")) {
      assertThat(ferry("peers").text()).contains("Nobody is near.");
      assertThat(ferry("send", file.toString(), "--to", "10.97.0.2").exitCode()).isZero();
    }
  }
}
