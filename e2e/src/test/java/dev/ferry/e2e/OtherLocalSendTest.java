package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program and a LocalSend client of other people's making, in both directions. */
class OtherLocalSendTest {
  private static final int BIG = 300 << 20;

  /** Above 50 MiB its own progress display ends it where the first moment takes no millisecond. */
  private static final int ITS_BIGGEST = 49 << 20;

  private static final int FORBIDDEN = 9;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private NodeLocalSend app;
  @AutoClose private Station ferry;
  private Path inbox;
  private Path appsInbox;

  @BeforeEach
  void both() throws IOException {
    app = NodeLocalSend.installed();
    ferry = Station.at(folder.resolve("home"));
    inbox = folder.resolve("inbox");
    appsInbox = Files.createDirectory(folder.resolve("apps inbox"));
  }

  @Test
  void itSendsAFileOverTlsAndFerryHasIt() throws IOException {
    Path file = file("small file.bin", 100_003);
    Listener listener = ferry.receive(inbox);

    FerryProcess sender = app.send(file, "127.0.0.1", listener.port(), "https");

    sender.assertExit(0, Station.LIMIT);
    assertThat(sender.output()).anyMatch(line -> line.contains("uploaded successfully"));
    assertThat(inbox.resolve("small file.bin")).hasSameBinaryContentAs(file);
    Event ended = Station.await(listener.process(), "ended");
    assertThat(ended.text("result")).isEqualTo("completed");
  }

  @Test
  void itSendsABigFileOverTls() throws IOException {
    Path file = file("big.bin", ITS_BIGGEST);
    Listener listener = ferry.receive(inbox);

    app.send(file, "127.0.0.1", listener.port(), "https").assertExit(0, Station.LIMIT);

    assertThat(Files.mismatch(file, inbox.resolve("big.bin"))).isEqualTo(-1);
  }

  @Test
  void itSendsOverPlainHttpOnlyWhereThatIsSwitchedOn() throws IOException {
    Path file = file("plain.bin", 5000);
    Listener strict = ferry.receive(inbox);
    FerryProcess refused = app.send(file, "127.0.0.1", strict.port(), "http");
    assertThat(refused.output()).noneMatch(line -> line.contains("uploaded successfully"));
    assertThat(inbox.resolve("plain.bin")).doesNotExist();
    strict.process().kill();

    Listener open = ferry.receive(inbox, "--http");
    app.send(file, "127.0.0.1", open.port(), "http").assertExit(0, Station.LIMIT);
    assertThat(inbox.resolve("plain.bin")).hasSameBinaryContentAs(file);
  }

  @Test
  void itNeedsThePinThatFerryAsksFor() throws IOException {
    Path file = file("secret.bin", 5000);
    Path pin = Files.writeString(folder.resolve("pin"), "471100\n");
    Listener listener = ferry.receive(inbox, "--pin-file", pin.toString());

    FerryProcess wrong = app.send(file, "127.0.0.1", listener.port(), "https", "--pin", "999999");
    assertThat(wrong.output()).noneMatch(line -> line.contains("uploaded successfully"));
    assertThat(inbox.resolve("secret.bin")).doesNotExist();

    app.send(file, "127.0.0.1", listener.port(), "https", "--pin", "471100")
        .assertExit(0, Station.LIMIT);
    assertThat(inbox.resolve("secret.bin")).hasSameBinaryContentAs(file);
  }

  @Test
  void sendingItTheSameNameAgainKeepsBoth() throws IOException {
    Listener listener = ferry.receive(inbox);
    Path first = file("a.txt", 100);
    app.send(first, "127.0.0.1", listener.port(), "https").assertExit(0, Station.LIMIT);
    Path second = Files.createDirectory(folder.resolve("other")).resolve("a.txt");
    Files.write(second, bytes(200, 2));
    app.send(second, "127.0.0.1", listener.port(), "https").assertExit(0, Station.LIMIT);

    assertThat(inbox.resolve("a.txt")).hasSameBinaryContentAs(first);
    assertThat(inbox.resolve("a (2).txt")).hasSameBinaryContentAs(second);
  }

  @Test
  void ferrySendsItABigFile() throws IOException {
    int port = freePort();
    app.receive("Kitchen", port, appsInbox);
    Path file = file("big.bin", BIG);

    ferry.sendWhole("http://127.0.0.1:" + port, file);

    assertThat(Files.mismatch(file, appsInbox.resolve("big.bin"))).isEqualTo(-1);
  }

  @Test
  void ferrySendsItAFolder() throws IOException {
    int port = freePort();
    app.receive("Kitchen", port, appsInbox);
    Path tree = folder.resolve("photos");
    Files.createDirectories(tree.resolve("sub"));
    Files.write(tree.resolve("sub/b.bin"), bytes(70_000, 1));
    Files.write(tree.resolve("a.bin"), bytes(0, 1));

    FerryProcess sent = ferry.send("http://127.0.0.1:" + port, tree);

    sent.assertExit(0, Station.LIMIT);
    assertThat(appsInbox).isDirectoryRecursivelyContaining("glob:**b.bin");
  }

  @Test
  void ferryNeverSendsPlainlyUnlessTheAddressSaysSo() throws IOException {
    int port = freePort();
    app.receive("Kitchen", port, appsInbox);

    FerryProcess sent = ferry.send("127.0.0.1:" + port, file("a.bin", 100));

    assertThat(sent.exitCode(Station.LIMIT)).isNotZero();
    assertThat(String.join("\n", sent.errors()) + sent.output()).contains("http://");
    assertThat(appsInbox).isEmptyDirectory();
  }

  @Test
  void ferryGivesThePinItAsksFor() throws IOException {
    int port = freePort();
    app.receive("Kitchen", port, appsInbox, "--pin", "4711");
    Path file = file("pinned.bin", 5000);
    Path wrong = Files.writeString(folder.resolve("wrong"), "1234\n");
    Path right = Files.writeString(folder.resolve("right"), "4711\n");
    String address = "http://127.0.0.1:" + port;

    assertThat(ferry.send(address, file, "--pin-file", wrong.toString()).exitCode(Station.LIMIT))
        .isEqualTo(FORBIDDEN);
    ferry.sendWhole(address, file, "--pin-file", right.toString());

    assertThat(appsInbox.resolve("pinned.bin")).hasSameBinaryContentAs(file);
  }

  private Path file(String name, int size) throws IOException {
    return Files.write(folder.resolve(name), bytes(size, 7));
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
