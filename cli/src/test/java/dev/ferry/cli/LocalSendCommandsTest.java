package dev.ferry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.TerminalProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LocalSend's protocol on the command line: real processes, sockets and terminals. */
@Timeout(180)
class LocalSendCommandsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Program FERRY =
      Program.java("dev.ferry.cli.Main", "-XX:TieredStopAtLevel=1");

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeAFile() throws IOException {
    file = Files.writeString(folder.resolve("notes.txt"), "hello");
  }

  private Path big(String name, int megabytes) throws IOException {
    return Files.write(folder.resolve(name), new byte[megabytes * 1_000_000]);
  }

  private FerryProcess receive(String name, String... options) {
    List<String> words =
        new ArrayList<>(
            List.of("receive", "--into", inbox(name).toString(), "--port", "0", "--json"));
    words.addAll(List.of("--address", "127.0.0.1"));
    words.addAll(List.of(options));
    return FerryProcess.start(FERRY, as(name, words));
  }

  private Path inbox(String name) {
    return folder.resolve(name + "-inbox");
  }

  private static String address(FerryProcess receiver) {
    return "127.0.0.1:" + receiver.awaitOutput("\"port\":(\\d+)", LIMIT).group(1);
  }

  private String[] send(String home, Path what, String to, String... options) {
    List<String> words =
        new ArrayList<>(List.of("send", what.toString(), "--to", to, "--via", "localsend"));
    words.addAll(List.of(options));
    return as(home, words);
  }

  private String[] as(String home, List<String> words) {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--home", folder.resolve(home).toString(), "--name", home));
    return all.toArray(String[]::new);
  }

  @Test
  void secondAppWaitsUntilTheFirstHasEndedIfOneIsServedAtATime() throws Exception {
    try (FerryProcess receiver = receive("bob", "--accept", "all", "--one-at-a-time")) {
      String to = address(receiver);
      try (FerryProcess first =
              FerryProcess.start(FERRY, send("ann", big("big", 8), to, "--limit", "50KB/s"));
          FerryProcess second = whenAccepted(first, send("carl", file, to))) {
        second.awaitOutput("paused: .*(busy|other)", LIMIT);
        first.interrupt();
        second.awaitOutput("Sent notes", LIMIT);
        second.assertExit(0, LIMIT);
      }
    }
  }

  private static FerryProcess whenAccepted(FerryProcess first, String... words) {
    first.awaitOutput("bob accepted", LIMIT);
    return FerryProcess.start(FERRY, words);
  }

  @Test
  void declineIsToldToWhoeverSends() {
    try (FerryProcess receiver = receive("bob")) {
      FerryProcess.Finished sent =
          FerryProcess.run(FERRY, LIMIT, send("ann", file, address(receiver)));
      assertThat(sent.exitCode()).as(sent.text()).isEqualTo(3);
      assertThat(sent.text()).contains("ferry: bob declined");
      assertThat(inbox("bob").resolve("notes.txt")).doesNotExist();
    }
  }

  @Test
  void textBesideAFileIsSaidToHaveBecomeAFile() {
    try (FerryProcess receiver = receive("bob", "--accept", "all")) {
      FerryProcess.Finished sent =
          FerryProcess.run(FERRY, LIMIT, send("ann", file, address(receiver), "--text", "hi"));
      assertThat(sent.exitCode()).as(sent.text()).isZero();
      assertThat(sent.text()).contains("the text was taken as a file, offered as message.txt");
      assertThat(inbox("bob").resolve("message.txt")).hasContent("hi");
    }
  }

  @Test
  void stoppedReceiverDoesNotPromiseThatAnAppGoesOn() throws Exception {
    try (FerryProcess receiver = receive("bob", "--accept", "all");
        FerryProcess sender =
            FerryProcess.start(
                FERRY, send("ann", big("big", 60), address(receiver), "--limit", "3MB/s"))) {
      receiver.awaitOutput("\"event\":\"progress\"", LIMIT);
      receiver.interrupt();
      receiver.assertExit(5, LIMIT);
      assertThat(String.join("\n", receiver.errors()))
          .contains("1 transfer from LocalSend ended", "must be sent again from their beginning")
          .doesNotContain("the other side goes on");
      sender.kill();
    }
  }

  @Test
  void killedReceiverTellsWhatHadNotComeWholeAndThatNothingGoesOn() throws Exception {
    try (FerryProcess receiver = receive("bob", "--accept", "all");
        FerryProcess sender =
            FerryProcess.start(
                FERRY, send("ann", big("big", 60), address(receiver), "--limit", "3MB/s"))) {
      receiver.awaitOutput("\"event\":\"progress\"", LIMIT);
      receiver.kill();
      sender.kill();
    }
    FerryProcess.Finished listed = FerryProcess.run(FERRY, LIMIT, as("bob", List.of("transfers")));
    assertThat(listed.text()).contains("the next ferry receive keeps the files that came whole");
  }

  @Test
  void listOfUnfinishedTransfersCountsTheFilesThatTheReceiverHas() throws Exception {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.write(photos.resolve("a"), new byte[1_000_000]);
    Files.write(photos.resolve("b"), new byte[40_000_000]);
    try (FerryProcess receiver = receive("bob", "--accept", "all");
        FerryProcess sender =
            FerryProcess.start(
                FERRY, send("ann", photos, address(receiver), "--limit", "3MB/s", "--json"))) {
      sender.awaitOutput("\"event\":\"progress\".*\"done\":[6-9]\\d{6},", LIMIT);
      sender.kill();
      FerryProcess.Finished listed =
          FerryProcess.run(FERRY, LIMIT, as("ann", List.of("transfers", "--json")));
      assertThat(listed.text()).contains("\"done\":1000000,\"total\":41000000");
    }
  }

  @Test
  void oneStuckTransferHoldsUpNoOtherThatIsResumed() throws Exception {
    int port;
    try (FerryProcess bob = receive("bob", "--accept", "all");
        FerryProcess carl = receive("carl", "--accept", "all")) {
      String stuck = address(carl);
      port = Integer.parseInt(stuck.substring(stuck.indexOf(':') + 1));
      for (String to : List.of(address(bob), stuck)) {
        Path what = big("for-" + to.replace(':', '-'), 20);
        try (FerryProcess sender =
            FerryProcess.start(FERRY, send("ann", what, to, "--limit", "3MB/s", "--json"))) {
          sender.awaitOutput("\"event\":\"progress\"", LIMIT);
          sender.kill();
        }
      }
      carl.kill();
      carl.exitCode(LIMIT);
      try (ServerSocket silent = new ServerSocket(port, 50, InetAddress.ofLiteral("127.0.0.1"));
          FerryProcess resume = FerryProcess.start(FERRY, as("ann", List.of("resume")))) {
        resume.awaitOutput("Sent for-.* to bob", LIMIT);
        resume.interrupt();
        resume.exitCode(LIMIT);
        assertThat(silent.isBound()).isTrue();
      }
    }
  }

  @Test
  void pageOfAShareIsThereForABrowser() throws Exception {
    Requires.command("curl", "a browser that gets the page of a share");
    List<String> words = List.of("share", file.toString(), "--public", "--port", "0", "--json");
    try (FerryProcess sharer = FerryProcess.start(FERRY, as("bob", words))) {
      String port = sharer.awaitOutput("\"addresses\":\\[[^]]*?:(\\d+)\"", LIMIT).group(1);
      int code = Typed.shell(folder, "curl -sk -D head -o page 'https://127.0.0.1:" + port + "/'");
      assertThat(code).isZero();
      assertThat(folder.resolve("head")).content(UTF_8).startsWith("HTTP/1.1 200");
      assertThat(folder.resolve("page"))
          .content(UTF_8)
          .contains("notes.txt")
          .doesNotContain("<script");
    }
  }

  @Test
  void nothingIsSentInTheClearUnlessThePersonAgrees() throws Exception {
    try (PlainDevice device = new PlainDevice()) {
      try (TerminalProcess sender =
          TerminalProcess.start(FERRY, 80, send("ann", file, device.address()))) {
        sender.await("does not encrypt:", LIMIT);
        sender.await("Go on all the same\\? yes or no:", LIMIT);
        sender.type("n\r");
        assertThat(sender.exitCode(LIMIT)).as(sender.printed()).isNotZero();
        assertThat(device.offers()).isZero();
      }
      try (TerminalProcess sender =
          TerminalProcess.start(FERRY, 80, send("ann", file, device.address()))) {
        sender.await("Go on all the same\\? yes or no:", LIMIT);
        sender.type("yes\r");
        assertThat(sender.exitCode(LIMIT)).as(sender.printed()).isZero();
        assertThat(device.uploaded()).isEqualTo("hello");
      }
      FerryProcess.Finished unasked =
          FerryProcess.run(FERRY, LIMIT, send("ann", file, device.address()));
      assertThat(unasked.exitCode()).as(unasked.text()).isNotZero();
      assertThat(device.offers()).isOne();
    }
  }
}
