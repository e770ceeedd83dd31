package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.testkit.LeakCheck;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connections that break, hang, come twice, or are ended from here. */
@Timeout(60)
class ConnectionsTest {
  private static final int CHUNK = Chunk.SIZE;
  private static final int LENGTH = 2 * CHUNK + 5000;

  @TempDir Path folder;

  private Path tree;
  private ReceivingSide receiving;
  private Outgoing outgoing;
  private Incoming incoming;
  private byte[] payload;

  @BeforeEach
  void agree() throws Exception {
    tree = new TreeMaker(folder.resolve("tree"), 1).file("a", LENGTH - 10).file("b", 10).done();
    receiving = new ReceivingSide(folder);
    outgoing = new SendingSide(folder.resolve("state"), tree).open();
    incoming = receiving.accept(outgoing);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    outgoing.send(0, LENGTH, bytes);
    payload = bytes.toByteArray();
  }

  @AfterEach
  void close() throws IOException {
    outgoing.close();
    receiving.close();
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "262143", "262144", "4194303", "4194304", "4194305", "8393607"})
  void whatABrokenConnectionBroughtIsKept(int brought) throws IOException {
    assertThatThrownBy(() -> incoming.receive(0, LENGTH, bytes(0, brought), () -> {}))
        .isInstanceOf(BrokenConnectionException.class);

    assertThat(incoming.missing()).isEqualTo(RangeSet.of(brought, LENGTH));
    assertThat(incoming.state())
        .isInstanceOfSatisfying(
            IncomingState.Paused.class,
            paused -> assertThat(paused.problem()).isEqualTo(Problem.UNREACHABLE));
    Carrier.finish(outgoing, incoming);
    assertArrived();
    assertThat(receiving.events(TransferEvent.Paused.class)).hasSize(1);
    assertThat(receiving.events(TransferEvent.Resumed.class)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5", "6, 5", "-1, 5", "0, 8393609", "8393608, 8393609"})
  void rangesThatCannotBeAreRefused(long from, long to) {
    assertRefused(Problem.BAD_REQUEST, from, to);
    assertThat(incoming.state()).isInstanceOf(IncomingState.Receiving.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 100", "50, 150", "99, 8393608"})
  void rangesThatAreNotMissingAsAWholeAreRefused(long from, long to) throws IOException {
    incoming.receive(0, 100, bytes(0, 100), () -> {});
    assertRefused(Problem.BAD_REQUEST, from, to);
    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  void aConnectionThatHangsIsClosedByItsSuccessorAndItsPrefixKept() throws Exception {
    Carrier.Hanging hanging = new Carrier.Hanging(prefix(CHUNK + 1000));
    CompletableFuture<Throwable> first = receiveElsewhere(0, LENGTH, hanging);
    hanging.awaitHanging();

    // The successor asked before the hanging one was settled; it is told to ask again.
    assertRefused(Problem.BAD_REQUEST, CHUNK, LENGTH);

    assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(BrokenConnectionException.class);
    assertThat(incoming.missing()).isEqualTo(RangeSet.of(CHUNK + 1000, LENGTH));
    Carrier.finish(outgoing, incoming);
    assertArrived();
    assertThat(incoming.movedHere()).isEqualTo(LENGTH);
  }

  @Test
  void aSuccessorWithinWhatIsStillMissingGoesOnAtOnceWithoutAPause() throws Exception {
    Carrier.Hanging hanging = new Carrier.Hanging(prefix(1000));
    CompletableFuture<Throwable> first = receiveElsewhere(0, LENGTH, hanging);
    hanging.awaitHanging();

    incoming.receive(CHUNK, LENGTH, bytes(CHUNK, LENGTH), () -> {});

    assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(BrokenConnectionException.class);
    assertThat(incoming.missing()).isEqualTo(RangeSet.of(1000, CHUNK));
    assertThat(receiving.events(TransferEvent.Paused.class)).isEmpty();
  }

  @Test
  void aConnectionThatFailsToCloseIsNoTroubleOfTheDisk() throws Exception {
    Carrier.Hanging hanging = new Carrier.Hanging(prefix(1000));
    CompletableFuture<Throwable> first =
        receiveElsewhere(
            0,
            LENGTH,
            hanging,
            () -> {
              hanging.hangUp().close();
              throw new IOException("already closed");
            });
    hanging.awaitHanging();

    incoming.receive(CHUNK, LENGTH, bytes(CHUNK, LENGTH), () -> {});

    assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(BrokenConnectionException.class);
  }

  @Test
  void rangesBesideEachOtherDoNotDisturbEachOther() throws Exception {
    Carrier.Hanging hanging = new Carrier.Hanging(prefix(1000));
    CompletableFuture<Throwable> first = receiveElsewhere(0, CHUNK, hanging);
    hanging.awaitHanging();

    incoming.receive(CHUNK, LENGTH, bytes(CHUNK, LENGTH), () -> {});

    assertThat(incoming.active()).isTrue();
    assertThat(first).isNotDone();
    hanging.hangUp().close();
    first.get(10, TimeUnit.SECONDS);
    assertThat(incoming.active()).isFalse();
  }

  @Test
  void oneOfSeveralConnectionsThatBreaksIsNoPause() throws Exception {
    Carrier.Hanging hanging = new Carrier.Hanging(prefix(1000));
    CompletableFuture<Throwable> first = receiveElsewhere(0, CHUNK, hanging);
    hanging.awaitHanging();

    assertThatThrownBy(() -> incoming.receive(CHUNK, LENGTH, bytes(0, 10), () -> {}))
        .isInstanceOf(BrokenConnectionException.class);

    assertThat(incoming.state()).isInstanceOf(IncomingState.Receiving.class);
    hanging.hangUp().close();
    first.get(10, TimeUnit.SECONDS);
    assertThat(incoming.state()).isInstanceOf(IncomingState.Paused.class);
  }

  @Test
  void anInterruptIsABrokenConnectionAndNoTroubleOfTheDisk() throws IOException {
    receiving.close();
    receiving.limit(1000);
    incoming = receiveAgain();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> incoming.receive(0, LENGTH, bytes(0, LENGTH), () -> {}))
          .isInstanceOf(BrokenConnectionException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(incoming.state())
        .isInstanceOfSatisfying(
            IncomingState.Paused.class,
            paused -> assertThat(paused.problem()).isEqualTo(Problem.UNREACHABLE));
  }

  private Incoming receiveAgain() throws IOException {
    receiving.restart();
    return receiving.find(incoming.id());
  }

  @Test
  void cancellingEndsConnectionsAndDeletesEverything() throws Exception {
    List<CompletableFuture<Throwable>> lanes = new ArrayList<>();
    for (int lane = 0; lane < 2; lane++) {
      Carrier.Hanging hanging = new Carrier.Hanging(prefix(1000));
      lanes.add(receiveElsewhere((long) lane * CHUNK, (lane + 1L) * CHUNK, hanging));
      hanging.awaitHanging();
    }

    incoming.cancel("by its owner");

    for (CompletableFuture<Throwable> lane : lanes) {
      assertThat(lane.get(10, TimeUnit.SECONDS)).isInstanceOf(BrokenConnectionException.class);
    }
    assertThat(receiving.staging()).doesNotExist();
    assertThat(incoming.state()).isEqualTo(new IncomingState.Cancelled("by its owner"));
    assertThat(receiving.receiver().find(incoming.id(), ReceivingSide.ANN.fingerprint())).isEmpty();
    assertRefused(Problem.CANCELLED, 0, CHUNK);
    assertThatThrownBy(() -> Carrier.seal(outgoing, incoming))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CANCELLED));
    incoming.cancel("again");
    assertThat(receiving.events(TransferEvent.Ended.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.outcome().problem()).isEqualTo(Problem.CANCELLED));
    assertThat(receiving.events(TransferEvent.Paused.class)).isEmpty();
  }

  @Test
  void aTransferThatIsCompleteCannotBeCancelled() throws IOException {
    Carrier.finish(outgoing, incoming);
    incoming.cancel("too late");
    assertThat(incoming.state()).isInstanceOf(IncomingState.Complete.class);
    assertThat(receiving.events(TransferEvent.Ended.class)).hasSize(1);
  }

  @Test
  void endingToReceiveClosesConnectionsAndKeepsWhatTheyBrought() throws Exception {
    Carrier.Hanging hanging = new Carrier.Hanging(prefix(CHUNK + 1000));
    CompletableFuture<Throwable> lane = receiveElsewhere(0, LENGTH, hanging);
    hanging.awaitHanging();
    Incoming before = incoming;

    receiving.close();

    assertThat(lane.get(10, TimeUnit.SECONDS)).isInstanceOf(BrokenConnectionException.class);
    assertThat(receiving.events(TransferEvent.Paused.class)).isEmpty();
    assertThat(receiving.outcome()).isInstanceOf(Outcome.Interrupted.class);
    assertThatThrownBy(() -> before.receive(LENGTH - 1, LENGTH, bytes(0, 1), () -> {}))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE));
    incoming = receiveAgain();
    assertThat(incoming.missing()).isEqualTo(RangeSet.of(CHUNK + 1000, LENGTH));
    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  void endingToReceiveIsQuickWhateverTheSpeedLimit() throws Exception {
    receiving.close();
    receiving.limit(1000);
    incoming = receiveAgain();
    Carrier.Hanging fast = new Carrier.Hanging(payload);
    CompletableFuture<Throwable> lane = receiveElsewhere(0, LENGTH, fast, fast.hangUp());

    long began = System.nanoTime();
    receiving.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    assertThat(lane.get(10, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void closingTheSendingSideEndsWhatItSends() throws Exception {
    Outgoing limited = new SendingSide(folder.resolve("state2"), tree).open(1000);
    limited.list(entry -> {});
    limited.accept(incoming.accepted());
    CompletableFuture<Throwable> sending = new CompletableFuture<>();
    Thread.ofPlatform().start(() -> sending.complete(failureOfSending(limited)));

    limited.close();

    assertThat(sending.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
  }

  private static Throwable failureOfSending(Outgoing limited) {
    try {
      limited.send(0, LENGTH, OutputStream.nullOutputStream());
      return new AssertionError("it was sent");
    } catch (IOException e) {
      return e;
    }
  }

  @Test
  void nothingIsLeftOpen() throws Exception {
    Carrier.finish(outgoing, incoming);
    outgoing.close();
    receiving.close();
    LeakCheck check = LeakCheck.begin();
    for (int round = 0; round < 3; round++) {
      receiving.restart();
      SendingSide again = new SendingSide(folder.resolve("again" + round), tree);
      try (Outgoing other = again.open()) {
        incoming = receiving.accept(other);
        if (round == 1) {
          incoming.cancel("for the test");
        } else if (round == 2) {
          Carrier.finish(other, incoming);
        }
      }
      receiving.close();
    }
    check.assertNothingLeft(Duration.ofSeconds(10));
  }

  private CompletableFuture<Throwable> receiveElsewhere(
      long from, long to, Carrier.Hanging hanging) {
    return receiveElsewhere(from, to, hanging, hanging.hangUp());
  }

  /** Receives on another thread; completes with what it failed with. */
  private CompletableFuture<Throwable> receiveElsewhere(
      long from, long to, Carrier.Hanging hanging, Closeable connection) {
    Incoming target = incoming;
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            target.receive(from, to, hanging, connection);
            failed.complete(new AssertionError("it did not fail"));
          } catch (IOException e) {
            failed.complete(e);
          }
        });
    return failed;
  }

  private void assertRefused(Problem problem, long from, long to) {
    assertThatThrownBy(() -> incoming.receive(from, to, bytes(0, LENGTH), () -> {}))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  private byte[] prefix(int length) {
    return Arrays.copyOf(payload, length);
  }

  private ByteArrayInputStream bytes(int from, int to) {
    return new ByteArrayInputStream(payload, from, to - from);
  }

  private void assertArrived() {
    TreeSnapshot.of(tree)
        .assertSame("what arrived", TreeSnapshot.of(receiving.inbox().resolve("tree")));
  }
}
