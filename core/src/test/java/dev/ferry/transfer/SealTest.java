package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.ChunkHash;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.Withdrawn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens when everything is across, or seems to be. */
class SealTest extends AgreedSides {
  SealTest() {
    super(CHUNK);
  }

  @Test
  void whatIsMissingIsAskedForWithoutReadingTheHashes() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    ChunkHashes unread =
        () -> {
          throw new AssertionError("nobody may ask for hashes yet");
        };

    assertThat(incoming.seal(unread, SealTest::nothing))
        .isEqualTo(new Sealed.Missing(RangeSet.of(CHUNK, incoming.length())));
  }

  @Test
  void bytesThatAreWrongAreAskedForAgain() throws IOException {
    carryAllBut(1);
    carryDamaged(1);

    assertThat(Carrier.seal(outgoing, incoming))
        .isEqualTo(new Sealed.Missing(RangeSet.of(CHUNK, 2L * CHUNK)));
    assertThat(incoming.missing()).isEqualTo(RangeSet.of(CHUNK, 2L * CHUNK));
    assertThat(inboxHasOnlyStaging()).isTrue();

    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  void progressNeverPassesTheEnd() throws IOException {
    carryAllBut(1);
    carryDamaged(1);
    Carrier.seal(outgoing, incoming);
    Carrier.finish(outgoing, incoming);

    assertThat(receiving.events(TransferEvent.Progress.class))
        .isNotEmpty()
        .allMatch(progress -> progress.done() <= progress.total());
    assertThat(effort().resentBytes()).isEqualTo(CHUNK);
  }

  @Test
  void afterThreeWrongAttemptsItIsPausedAndCanStillGoOn() throws IOException {
    carryAllBut(0);
    for (int attempt = 1; attempt <= 2; attempt++) {
      carryDamaged(0);
      assertThat(Carrier.seal(outgoing, incoming)).isInstanceOf(Sealed.Missing.class);
    }
    carryDamaged(0);
    assertThatThrownBy(() -> Carrier.seal(outgoing, incoming))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.VERIFICATION));
    assertThat(incoming.state())
        .isInstanceOfSatisfying(
            IncomingState.Paused.class,
            paused -> assertThat(paused.problem()).isEqualTo(Problem.VERIFICATION));

    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  void attemptsThatWentWellInBetweenAreNotCounted() throws IOException {
    carryAllBut(0);
    for (int attempt = 1; attempt <= 2; attempt++) {
      carryDamaged(0);
      Carrier.seal(outgoing, incoming);
    }
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
    // All hashes are right; what the seal brings besides breaks.
    Supplier<SealEnd> broken =
        () -> {
          throw new IllegalStateException("cut");
        };
    assertThatThrownBy(() -> incoming.seal(outgoing.hashes(), broken)).hasMessage("cut");

    assertThat(Carrier.seal(outgoing, incoming)).isInstanceOf(Sealed.Complete.class);
  }

  @Test
  void stagedFilesThatVanishedAreAskedForAgain() throws IOException {
    carryAll();
    Files.delete(receiving.staging(incoming.id()).resolve("files/tree/c"));

    assertThat(Carrier.seal(outgoing, incoming)).isInstanceOf(Sealed.Missing.class);
    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  void aSealThatBreaksOffChangesNothing() throws IOException {
    carryAll();
    ChunkHashes broken =
        () -> {
          throw new IOException("cut");
        };
    assertThatThrownBy(() -> incoming.seal(broken, SealTest::nothing)).hasMessage("cut");
    assertThat(incoming.state()).isInstanceOf(IncomingState.Receiving.class);
    assertThat(incoming.missing().isEmpty()).isTrue();

    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  @Timeout(60)
  void cancellingDoesNotWaitForASenderThatDripsItsSeal() throws Exception {
    carryAll();
    try (DrippingSeal drip = new DrippingSeal()) {
      incoming.cancel("by the receiver");
      assertThat(incoming.state()).isInstanceOf(IncomingState.Cancelled.class);
      drip.goOn();
      assertThatThrownBy(drip::result)
          .cause()
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.CANCELLED));
    }
    assertThat(receiving.inbox()).isEmptyDirectory();
  }

  @Test
  @Timeout(60)
  void endingToReceiveDoesNotWaitForASenderThatDripsItsSeal() throws Exception {
    carryAll();
    try (DrippingSeal drip = new DrippingSeal()) {
      receiving.restart();
      drip.goOn();
      assertThatThrownBy(drip::result)
          .cause()
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE));
    }
    Carrier.finish(outgoing, receiving.find(incoming.id()));
    assertArrived();
  }

  @Test
  @Timeout(60)
  void anotherConnectionSealsWhileAnOlderOneDripsAndTheOlderOneGetsTheReceipt() throws Exception {
    carryAll();
    try (DrippingSeal drip = new DrippingSeal()) {
      Receipt receipt = Carrier.finish(outgoing, incoming);
      drip.goOn();
      assertThat(drip.result()).isEqualTo(new Sealed.Complete(receipt));
    }
    assertArrived();
  }

  @Test
  @Timeout(60)
  void aSealThatComparedWhatIsNotThereAnyMorePublishesNothing() throws Exception {
    carryAll();
    try (DrippingSeal drip = new DrippingSeal()) {
      ChunkHashes wrong = () -> new ChunkHash(1, 2);
      assertThat(incoming.seal(wrong, SealTest::nothing)).isInstanceOf(Sealed.Missing.class);
      carryAll();
      drip.goOn();
      assertThatThrownBy(drip::result).hasCauseInstanceOf(BrokenConnectionException.class);
    }
    assertThat(inboxHasOnlyStaging()).isTrue();
    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  /** A seal, on another thread, of which the last hash is a long time coming. */
  private final class DrippingSeal implements AutoCloseable {
    private final CountDownLatch dripping = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final FutureTask<Sealed> task;

    DrippingSeal() throws InterruptedException {
      ChunkHashes all = outgoing.hashes();
      long last = incoming.layout().chunks() - 1;
      long[] next = {0};
      ChunkHashes drips =
          () -> {
            ChunkHash hash = all.next();
            if (next[0]++ == last) {
              dripping.countDown();
              awaitRelease();
            }
            return hash;
          };
      task = new FutureTask<>(() -> incoming.seal(drips, SealTest::nothing));
      Thread.ofPlatform().daemon().start(task);
      dripping.await();
    }

    private void awaitRelease() throws IOException {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    void goOn() {
      released.countDown();
    }

    Sealed result() throws Exception {
      return task.get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
      goOn();
    }
  }

  @Test
  void theReceiptIsRepeatedHoweverOftenItIsSealed() throws IOException {
    Receipt receipt = Carrier.finish(outgoing, incoming);

    assertThat(Carrier.seal(outgoing, incoming)).isEqualTo(new Sealed.Complete(receipt));
    assertThat(incoming.missing().isEmpty()).isTrue();
    assertThat(receiving.receiver().receipt(incoming.id(), ReceivingSide.ANN.fingerprint()))
        .contains(receipt);
    assertThat(receiving.events(TransferEvent.Ended.class)).hasSize(1);
  }

  @Test
  void bytesAfterTheEndAreRefused() throws IOException {
    Carrier.finish(outgoing, incoming);
    assertThatThrownBy(() -> Carrier.carry(outgoing, incoming, 0, CHUNK))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
  }

  @Test
  void aSourceThatChangesInTheMiddleIsNamedAndTheRestCompletes() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    Files.write(tree.resolve("a"), new byte[CHUNK + 1000]);
    Receipt receipt = Carrier.finish(outgoing, incoming);

    assertThat(receipt.withdrawnFiles()).isEqualTo(1);
    assertThat(receipt.withdrawn())
        .singleElement()
        .satisfies(withdrawn -> assertThat(withdrawn.path()).isEqualTo("tree/a"));
    assertThat(receipt.whole()).isFalse();
    assertThat(receiving.inbox().resolve("tree/a")).doesNotExist();
    assertThat(receiving.inbox().resolve("tree/b")).hasSameBinaryContentAs(tree.resolve("b"));
    assertThat(receiving.inbox().resolve("tree/c")).hasSameBinaryContentAs(tree.resolve("c"));
    assertThat(sending.events)
        .filteredOn(TransferEvent.SourceWithdrawn.class::isInstance)
        .hasSize(1);
  }

  @Test
  void aSourceThatVanishesIsNamedAndTheRestCompletes() throws IOException {
    Files.delete(tree.resolve("b"));
    Receipt receipt = Carrier.finish(outgoing, incoming);

    assertThat(receipt.withdrawn())
        .singleElement()
        .satisfies(withdrawn -> assertThat(withdrawn.path()).isEqualTo("tree/b"));
    assertThat(receipt.files()).isEqualTo(2);
    assertThat(receiving.inbox().resolve("tree/b")).doesNotExist();
  }

  @Test
  void entriesThatAreNoFilesOfThePayloadCannotBeWithdrawn() throws IOException {
    carryAll();
    List<Withdrawn> strange =
        List.of(new Withdrawn(0, "tree", "a folder"), new Withdrawn(99, "nowhere", "not there"));

    Sealed sealed = incoming.seal(outgoing.hashes(), () -> new SealEnd(strange, SenderReport.NONE));

    assertThat(sealed)
        .isInstanceOfSatisfying(
            Sealed.Complete.class,
            complete -> assertThat(complete.receipt().withdrawnFiles()).isZero());
    assertArrived();
  }

  private void carryAll() throws IOException {
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
  }

  private void carryAllBut(long chunk) throws IOException {
    long from = Chunk.start(chunk);
    long to = Chunk.end(chunk, incoming.length());
    Carrier.carry(outgoing, incoming, incoming.missing().minus(RangeSet.of(from, to)), 1);
  }

  /** Carries a chunk, with one bit flipped. */
  private void carryDamaged(long chunk) throws IOException {
    long from = Chunk.start(chunk);
    long to = Chunk.end(chunk, incoming.length());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    outgoing.send(from, to, bytes);
    byte[] damaged = bytes.toByteArray();
    damaged[damaged.length / 2] ^= 1;
    incoming.receive(from, to, new ByteArrayInputStream(damaged), () -> {});
  }

  private Outcome.Effort effort() {
    return ((Outcome.Completed) receiving.outcome()).effort();
  }

  private boolean inboxHasOnlyStaging() throws IOException {
    try (var names = Files.list(receiving.inbox())) {
      return names.allMatch(name -> name.equals(receiving.staging()));
    }
  }

  private static SealEnd nothing() {
    return new SealEnd(List.of(), SenderReport.NONE);
  }
}
