package dev.ferry.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.e2e.Station.Listener;
import dev.ferry.testkit.Fault;
import dev.ferry.testkit.Fault.Direction;
import dev.ferry.testkit.FaultProxy;
import dev.ferry.testkit.FerryProcess;
import dev.ferry.testkit.LossyLink;
import dev.ferry.testkit.LossyLink.Quality;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that break, links that lose packets, peers that move: the transfer goes on by itself. */
class BadNetworkTest {

  private static final long SIZE = 24L << 20;

  /** The other side's part of the TLS handshake is shorter than this. */
  private static final long AFTER_HANDSHAKE = 1000;

  @TempDir(factory = FastFolder.class)
  Path folder;

  @AutoClose private Station receiver;
  @AutoClose private Station sender;
  private Path inbox;
  private Path tree;

  @BeforeEach
  void stations() {
    receiver = Station.at(folder.resolve("receiver"));
    sender = Station.at(folder.resolve("sender"));
    inbox = folder.resolve("inbox");
    tree =
        new TreeMaker(folder.resolve("tree"), 1).smallFiles("small", 100).file("big", SIZE).done();
  }

  static Stream<Fault> faults() {
    long middle = SIZE / 3;
    return Stream.of(
        new Fault.Reset(Direction.TO_TARGET, middle),
        new Fault.Cut(Direction.TO_TARGET, middle),
        new Fault.HalfClose(Direction.TO_TARGET, middle),
        new Fault.Corrupt(Direction.TO_TARGET, middle),
        new Fault.Stall(Direction.TO_TARGET, middle),
        new Fault.Reset(Direction.FROM_TARGET, AFTER_HANDSHAKE),
        new Fault.Cut(Direction.FROM_TARGET, AFTER_HANDSHAKE),
        new Fault.Stall(Direction.FROM_TARGET, AFTER_HANDSHAKE),
        new Fault.Corrupt(Direction.FROM_TARGET, AFTER_HANDSHAKE));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void brokenLineIsMendedByANewConnection(Fault fault) {
    Listener listener = receiver.receive(inbox);
    try (FaultProxy proxy = FaultProxy.to(loopback(listener.port()))) {
      FerryProcess sending = sender.send("127.0.0.1:" + proxy.port(), tree, "--limit", "20MB/s");
      Station.await(sending, "connected");
      proxy.set(fault);
      Awaitility.await(fault.toString())
          .atMost(Station.LIMIT)
          .until(() -> proxy.faultsStruck() > 0 || !sending.isAlive());
      assertThat(proxy.faultsStruck()).as("the fault must strike to prove anything").isPositive();
      proxy.set(new Fault.None());
      sending.assertExit(0, Duration.ofMinutes(2));
      assertArrived();
    }
  }

  @Test
  void lineThatIsCutAgainAndAgainStillGetsThere() {
    Listener listener = receiver.receive(inbox);
    try (FaultProxy proxy = FaultProxy.to(loopback(listener.port()))) {
      FerryProcess sending = sender.send("127.0.0.1:" + proxy.port(), tree, "--limit", "10MB/s");
      for (long bytes = SIZE / 8; bytes < SIZE; bytes += SIZE / 8) {
        Station.awaitProgress(sending, bytes);
        proxy.resetAll();
      }
      sending.assertExit(0, Station.LIMIT);
      assertArrived();
      assertThat(proxy.bytesToTarget()).isLessThan(3 * SIZE);
    }
  }

  @Test
  void lossyLinkDeliversEveryByte() {
    try (LossyLink link = LossyLink.make(folder, new Quality(5, 3, 0.01, 0.01, 0.002, 0.02))) {
      Station far = receiver.as(link.right(receiver.program()));
      Station near = sender.as(link.left(sender.program()));
      try (far;
          near) {
        Listener listener = far.receive(inbox);
        FerryProcess sending = near.send(LossyLink.RIGHT + ":" + listener.port(), tree);
        sending.assertExit(0, Duration.ofMinutes(2));
        assertArrived();
      }
    }
  }

  @Test
  void linkThatIsDownForAWhilePausesAndGoesOn() {
    try (LossyLink link = LossyLink.make(folder, Quality.perfect())) {
      Station far = receiver.as(link.right(receiver.program()));
      Station near = sender.as(link.left(sender.program()));
      try (far;
          near) {
        Listener listener = far.receive(inbox);
        FerryProcess sending =
            near.send(LossyLink.RIGHT + ":" + listener.port(), tree, "--limit", "10MB/s");
        Station.awaitProgress(sending, SIZE / 4);
        link.cut();
        Station.await(sending, "paused", Duration.ofMinutes(2));
        link.restore(Quality.perfect());
        sending.assertExit(0, Duration.ofMinutes(2));
        assertArrived();
      }
    }
  }

  @Test
  void senderComesBackFromAnotherAddressAndFindsTheReceiverOnAnotherPort() {
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = sender.send(listener.address(), tree, "--limit", "10MB/s");
    Station.awaitProgress(sending, SIZE / 3);
    sending.kill();
    listener.process().kill();
    Listener elsewhere = receiver.receive(inbox);
    assertThat(elsewhere.port()).isNotEqualTo(listener.port());

    String id = Station.last(sending, "accepted").text("transfer");
    FerryProcess resumed =
        sender.start("resume", id, "--to", elsewhere.address(), "--address", "127.0.0.2");
    resumed.assertExit(0, Station.LIMIT);
    assertThat(Station.last(resumed, "accepted").number("held")).isPositive();
    assertArrived();
  }

  @Test
  void inboxThatIsGoneForAWhilePausesAndGoesOn() throws IOException {
    Listener listener = receiver.receive(inbox);
    FerryProcess sending = sender.send(listener.address(), tree, "--limit", "8MB/s");
    Station.awaitProgress(sending, SIZE / 3);
    Path aside = Files.move(inbox, folder.resolve("aside"));
    assertThat(Station.await(sending, "paused").text("problem")).isEqualTo("destination");
    assertThat(Station.await(listener.process(), "paused").text("problem"))
        .isEqualTo("destination");
    Files.move(aside, inbox);
    sending.assertExit(0, Station.LIMIT);
    assertArrived();
  }

  @Test
  void resumeSendsAgainNoMoreThanAboutASecondsWorth() {
    Listener listener = receiver.receive(inbox);
    long rate = 8_000_000;
    FerryProcess sending = sender.send(listener.address(), tree, "--limit", rate + "B/s");
    Station.awaitProgress(sending, SIZE / 2);
    sending.kill();
    long done = Station.last(sending, "progress").number("done");

    FerryProcess resumed = sender.start("resume");
    resumed.assertExit(0, Station.LIMIT);
    assertThat(Station.last(resumed, "accepted").number("held")).isGreaterThan(done - rate * 3 / 2);
    assertArrived();
  }

  private void assertArrived() {
    TreeSnapshot.of(tree).assertSame("what arrived", TreeSnapshot.of(inbox.resolve("tree")));
    StagingFolders.assertNoneIn(inbox);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
