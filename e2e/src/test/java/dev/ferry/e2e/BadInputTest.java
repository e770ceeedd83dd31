package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.RawConnection;
import dev.ferry.testkit.ScriptedPeer;
import dev.ferry.testkit.ThrowawayIdentity;
import dev.ferry.testkit.TreeMaker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each wrong thing a person or a peer does ends soon, with a sentence and its exit code. */
class BadInputTest {

  private static final Duration SOON = Duration.ofSeconds(40);
  private static final String NO_PATIENCE = "0s";

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private Path inbox;
  private Path file;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    inbox = folder.resolve("inbox");
    file = new TreeMaker(folder.resolve("tree"), 1).file("f", 1000).done().resolve("f");
  }

  @Test
  void wrongUsageEndsWith2() {
    for (String[] words :
        new String[][] {
          {"send"},
          {"send", file.toString()},
          {"send", file.toString(), "--to", "not an address"},
          {"send", file.toString(), "--to", "127.0.0.1:99999"},
          {"send", "--to", "127.0.0.1:1"},
          {"nonsense"},
          {"send", "--nonsense"},
          {"receive", "--port", "70000"},
          {"send", file.toString(), "--to", "127.0.0.1:1", "--connections", "99"},
          {"send", file.toString(), "--to", "127.0.0.1:1", "--limit", "fast"},
        }) {
      assertEnds(sender.run(words), 2);
    }
  }

  @Test
  void closedPortAndUnknownHostAreUnreachable() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    assertEnds(sendTo("127.0.0.1:" + closed), 4);
    assertEnds(sendTo("no-such-host.invalid"), 4);
  }

  @Test
  void somebodyElseOnThePortIsNotFerry() {
    try (ScriptedPeer web = ScriptedPeer.listenPlain(SOON, BadInputTest::answerInPlainHttp);
        ScriptedPeer silent = ScriptedPeer.listenPlain(SOON, RawConnection::readAll);
        ScriptedPeer secureWeb =
            ScriptedPeer.listen(ThrowawayIdentity.make(), SOON, BadInputTest::answerNotFound)) {
      assertEnds(sendTo("127.0.0.1:" + web.port()), 12);
      assertEnds(sendTo("127.0.0.1:" + secureWeb.port()), 12);
      FerryProcess.Finished unanswered = sendTo("127.0.0.1:" + silent.port());
      assertThat(unanswered.exitCode()).as(unanswered.text()).isIn(4, 12);
    }
  }

  @Test
  void peerOfAnotherVersionIsNamedAsSuch() throws IOException {
    Listener listener = receiver.receive(inbox);
    RawOffers offers = new RawOffers(ThrowawayIdentity.make(), listener.port());
    String header = offers.header("a", "t").replace("\"ferry\":1", "\"ferry\":2");
    RawConnection.Message answer =
        offers.post(List.of(header, RawOffers.file("f"), RawOffers.end(1, 1)));
    assertThat(answer.status()).isBetween(400, 499);
    assertThat(answer.text()).contains("not-ferry").contains("version");
  }

  @Test
  void knownPeerWithAnotherKeyIsShoutedAboutAndNothingIsSent() throws IOException {
    Listener listener = receiver.receive(inbox, "--name", "desk");
    sender.sendWhole(listener.address(), file);
    sender.run("trust", "desk");
    listener.process().kill();

    Station impostor = Station.at(folder.resolve("impostor"));
    try (impostor) {
      impostor.receiveAt(listener.port(), folder.resolve("other inbox"), "--name", "desk");
      FerryProcess.Finished refused = sendTo(listener.address());
      assertEnds(refused, 8);
      assertThat(refused.text()).containsIgnoringCase("changed");
      assertThat(StagingFolders.visibleIn(folder.resolve("other inbox"))).isEmpty();
    }
  }

  @Test
  void declinedOfferEndsWith3AndNamesThePeer() {
    FerryProcess asking =
        receiver.start("receive", "--into", inbox.toString(), "--port", "0", "--accept", "known");
    long port = Station.await(asking, "listening").number("port");
    FerryProcess.Finished declined = sendTo("127.0.0.1:" + port);
    assertEnds(declined, 3);
    assertThat(StagingFolders.visibleIn(inbox)).isEmpty();
  }

  @Test
  void ctrlCLeavesTheTransferResumableAndSaysHow() {
    Path big = new TreeMaker(folder.resolve("big"), 3).file("big", 12 << 20).done().resolve("big");
    Listener listener = receiver.receive(inbox);
    FerryProcess sending =
        sender.startPlain("send", big.toString(), "--to", listener.address(), "--limit", "4MB/s");
    Station.awaitProgress(listener.process(), 5 << 20);
    sending.interrupt();
    sending.assertExit(5, SOON);
    String told = String.join("\n", sending.output()) + String.join("\n", sending.errors());
    assertThat(told).containsPattern("ferry .*resume \\w+");

    FerryProcess resumed = sender.start("resume");
    resumed.assertExit(0, SOON);
    assertThat(inbox.resolve("big")).hasSameBinaryContentAs(big);
    assertThat(sender.run("transfers", "--json").text()).doesNotContain("\"transfer\"");
  }

  @Test
  void ctrlCOnTheReceiverTellsTheSenderAndLosesNothing() {
    Path big = new TreeMaker(folder.resolve("big"), 4).file("big", 12 << 20).done().resolve("big");
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = sender.send(listener.address(), big, "--limit", "4MB/s");
    Station.awaitProgress(sending, 4 << 20);
    listener.process().interrupt();
    listener.process().assertExit(5, SOON);
    Station.await(sending, "paused");
    receiver.receiveAt(listener.port(), inbox);
    sending.assertExit(0, SOON);
    assertThat(inbox.resolve("big")).hasSameBinaryContentAs(big);
  }

  @Test
  void takenPortAndUnusableInboxAreNamed() throws IOException {
    Listener listener = receiver.receive(inbox);
    FerryProcess.Finished taken =
        sender.run("receive", "--port", "" + listener.port(), "--into", inbox.toString());
    assertThat(taken.exitCode()).as(taken.text()).isNotZero();
    assertThat(taken.text()).contains("" + listener.port());

    Path notAFolder = Files.writeString(folder.resolve("a file"), "");
    FerryProcess.Finished unusable =
        sender.run("receive", "--port", "0", "--into", notAFolder.toString());
    assertThat(unusable.exitCode()).as(unusable.text()).isNotZero();
    assertThat(unusable.text()).contains("a file");
  }

  @Test
  void resumeOfWhatIsNotThereEndsWith17() {
    assertEnds(sender.run("resume", "aaaaaaaa"), 17);
  }

  private FerryProcess.Finished sendTo(String address) {
    return sender.run("send", file.toString(), "--to", address, "--wait", NO_PATIENCE);
  }

  /** The code, a sentence on standard error, and no trace of the program's inside. */
  private static void assertEnds(FerryProcess.Finished finished, int code) {
    assertThat(finished.exitCode()).as(finished.text()).isEqualTo(code);
    assertThat(String.join("\n", finished.errors())).as(finished.text()).isNotBlank();
    assertThat(finished.text()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  private static void answerInPlainHttp(RawConnection connection) throws IOException {
    connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  private static void answerNotFound(RawConnection connection) throws IOException {
    connection.readHead();
    connection.sendMessage(
        "<html>not here</html>".getBytes(StandardCharsets.UTF_8),
        "HTTP/1.1 404 Not Found",
        "Content-Type: text/html",
        "Content-Length: 21",
        "Connection: close");
  }
}
