package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.Program;
import dev.ferry.testkit.TmuxTerminal;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways of working of the five programs that Ferry descends from, each walked by persons at the
 * shell of the real program.
 */
@Timeout(300)
class AncestorsTest {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final String MENU = "^1 to 7, or Enter for the prompt:$";

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "hello");
    Files.writeString(folder.resolve("table.csv"), "name,age\nann,7\n");
    Files.writeString(folder.resolve("data.json"), "{\"a\":[1,2]}");
    Files.write(folder.resolve("dot.png"), new byte[] {1, 2, 3});
  }

  /** A person at a terminal. */
  private record Person(TmuxTerminal terminal, Path inbox, int port) implements AutoCloseable {
    void enter(String line) {
      terminal.enter(line);
    }

    void sees(String expression) {
      terminal.awaitAnywhere(expression, LIMIT);
    }

    void isAsked(String expression) {
      terminal.await(expression, LIMIT);
    }

    @Override
    public void close() {
      terminal.close();
    }
  }

  private Person person(String name, boolean isNew) throws IOException {
    Path home = Files.createDirectories(folder.resolve(name));
    Path inbox = folder.resolve(name + "-inbox");
    Files.writeString(home.resolve("settings.conf"), "inbox = " + inbox + "\nport = 0\n");
    if (!isNew) {
      Files.createFile(home.resolve("shell-history"));
    }
    Program program = Launcher.program().with("FERRY_HOME", home.toString());
    TmuxTerminal terminal = TmuxTerminal.start(program, folder, 100, 40, "--name", name);
    terminal.await(isNew ? MENU : "^ferry>", LIMIT);
    String port = terminal.awaitAnywhere("ferry send FILE --to \\S+?:(\\d+)$", LIMIT).group(1);
    return new Person(terminal, inbox, Integer.parseInt(port));
  }

  @Test
  void peerSendOneListensAtAPortTheOtherIsAskedForAddressPortAndPathAndBothAreToldOfTheEnd()
      throws Exception {
    try (Person server = person("server", true);
        Person sender = person("sender", true)) {
      server.enter("receive --accept all --port " + server.port());
      server.sees("everybody is let in");
      sender.enter("1");
      sender.isAsked("^Path of the file or folder.*:$");
      sender.enter("notes.txt");
      sender.isAsked("^Address.*:$");
      sender.enter("127.0.0.1");
      sender.isAsked("^Port \\(Enter for 53317\\):$");
      sender.enter(Integer.toString(server.port()));
      sender.sees("Sent notes.txt to server: 1 file, 5 B");
      server.sees("Received notes.txt from sender: 1 file, 5 B");
      assertThat(server.inbox().resolve("notes.txt")).hasContent("hello");
    }
  }

  @Test
  void p2pFileTransferSystemTheSenderListensTheReceiverConnectsLearnsTheSizeAndChoosesWhereToSave()
      throws Exception {
    new TreeMaker(folder.resolve("out"), 7).file("big.bin", 3L << 20).done();
    try (Person sender = person("sender", false);
        Person receiver = person("receiver", true)) {
      sender.enter("share out/big.bin --public");
      sender.sees("ferry ls \\S+:" + sender.port());
      receiver.enter("6");
      receiver.isAsked("^Address.*:$");
      receiver.enter("127.0.0.1:" + sender.port());
      receiver.isAsked("^  1 +3.15 MB  big.bin");
      receiver.enter("1");
      receiver.isAsked("^Save into \\(Enter for .*receiver-inbox\\):$");
      receiver.enter("chosen");
      receiver.sees("Getting big.bin:");
      receiver.sees("Received big.bin from sender: 1 file, 3.15 MB");
      sender.sees("receiver gets big.bin");
      assertThat(folder.resolve("chosen/big.bin"))
          .hasSameBinaryContentAs(folder.resolve("out/big.bin"));
    }
  }

  @Test
  void p2pOverTcpThreeClientsAtOnceSendAPictureACsvAndAJsonAndTheirMenusReturn() throws Exception {
    try (Person server = person("server", false);
        Person one = person("one", true);
        Person two = person("two", true);
        Person three = person("three", true)) {
      server.enter("receive --show picture,csv,json --accept all --port " + server.port());
      server.sees("everybody is let in");
      begin(one, "2", "dot.png", server);
      begin(two, "3", "table.csv", server);
      begin(three, "4", "data.json", server);
      server.sees("Received dot.png from one: 1 file, 3 B");
      server.sees("Received table.csv from two: 1 file, 15 B");
      server.sees("Received data.json from three: 1 file, 11 B");
      server.sees("^table.csv  .*1 row.*2 columns");
      server.sees("^data.json  JSON, 11 B");
      one.sees("Sent dot.png to server: .*round trip");
      one.isAsked(MENU);

      two.isAsked(MENU);
      two.enter("3");
      two.isAsked("^Path of the CSV table.*:$");
      two.enter("wrong.csv");
      two.sees("There is no readable wrong.csv");
      server.enter("exit");
      assertThat(server.terminal().exitCode(LIMIT)).isZero();
      two.enter("table.csv");
      two.isAsked("^Address.*:$");
      two.enter("127.0.0.1:" + server.port());
      two.sees("nothing listens at 127.0.0.1:" + server.port());
      two.sees("Please try another address, or Enter for the menu");
      two.isAsked("^Address.*:$");
      two.enter("");
      two.isAsked(MENU);
      two.enter("7");
      assertThat(two.terminal().exitCode(LIMIT)).isZero();
    }
  }

  private static void begin(Person person, String choice, String file, Person server) {
    person.enter(choice);
    person.isAsked("^Path of the .*:$");
    person.enter(file);
    person.isAsked("^Address.*:$");
    person.enter("127.0.0.1:" + server.port());
  }

  @Test
  void p2pFileSharingSystemTwoPeersDownloadFromEachOtherByHostPortAndName() throws Exception {
    new TreeMaker(folder.resolve("left-shared"), 8).file("left.txt", 12).done();
    new TreeMaker(folder.resolve("right-shared"), 9).file("right.txt", 13).done();
    try (Person left = person("left", false);
        Person right = person("right", false)) {
      left.enter("share left-shared --public");
      left.sees("left shares 1 file");
      right.enter("share right-shared --public");
      right.sees("right shares 1 file");
      left.enter("download 127.0.0.1 " + right.port() + " right.txt --into left-got");
      left.sees("Received right.txt from right");
      right.enter("download 127.0.0.1 " + left.port() + " left.txt --into right-got");
      right.sees("Received left.txt from left");
      right.enter("download 127.0.0.1 " + left.port() + " missing.txt");
      right.sees("nothing called \"missing.txt\" is shared with you");
      left.enter("exit");
      assertThat(left.terminal().exitCode(LIMIT)).isZero();
      right.enter("download 127.0.0.1 " + left.port() + " left.txt");
      right.sees("nothing listens at 127.0.0.1:" + left.port());
      right.enter("exit");
      assertThat(right.terminal().exitCode(LIMIT)).isZero();
      assertThat(folder.resolve("left-got/right.txt")).hasSize(13);
      assertThat(folder.resolve("right-got/left.txt")).hasSize(12);
    }
  }

  @Test
  void fileTransferProtocolTheNameIsAnnouncedAndConfirmedThenTheDataAndTheServerListensOn()
      throws Exception {
    try (Person server = person("server", false)) {
      Station client = Station.at(folder.resolve("client"));
      try (FerryProcess first = client.send("127.0.0.1:" + server.port(), file("notes.txt"))) {
        server.sees("(?s)\\[1] \\S+ at 127\\.0\\.0\\.1.*offers notes.txt into");
        server.enter("accept 1");
        first.assertExit(0, LIMIT);
        Station.last(first, "accepted");
        server.sees("Received notes.txt from");
      }
      try (FerryProcess second = client.send("127.0.0.1:" + server.port(), file("table.csv"))) {
        server.sees("offers table.csv into");
        server.enter("accept 2");
        second.assertExit(0, LIMIT);
        server.sees("Received table.csv from");
      }
      server.enter("exit");
      assertThat(server.terminal().exitCode(LIMIT)).isZero();
      client.close();
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
