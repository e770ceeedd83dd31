package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.RangeSet;
import dev.ferry.testkit.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the end of the receiving process, at any moment, leaves to the next one. */
class ReceiverResumeTest extends AgreedSides {
  ReceiverResumeTest() {
    super(2L * CHUNK);
  }

  @Test
  void aReceiverThatEndedInOrderAsksOnlyForTheRest() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK + 12_345);
    receiving.restart();
    incoming = receiving.find(sending.id());

    assertThat(incoming.missing())
        .isEqualTo(RangeSet.of(CHUNK + 12_345, outgoing.layout().length()));
    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aReceiverThatWasKilledAnywhereGoesOn(long seed) throws IOException {
    Random random = new Random(seed);
    for (int kill = 0; kill < 3; kill++) {
      RangeSet missing = incoming.missing();
      if (!missing.isEmpty()) {
        RangeSet.Range first = missing.ranges().getFirst();
        long to = first.from() + 1 + random.nextLong(first.length());
        Carrier.carry(outgoing, incoming, first.from(), to);
      }
      kill(() -> {});
      incoming = receiving.find(sending.id());
    }
    Carrier.finish(outgoing, incoming);
    assertArrived();
  }

  @Test
  void aTransferThatGoesOnIsToldWithWhatIsHeld() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    receiving.restart();
    receiving.events.clear();
    incoming = receiving.find(sending.id());
    assertThat(receiving.events).isEmpty();

    Carrier.finish(outgoing, incoming);

    assertThat(receiving.events(TransferEvent.Accepted.class))
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.held()).isEqualTo(CHUNK);
          assertThat(accepted.bytes()).isEqualTo(incoming.length());
          assertThat(accepted.peer().alias()).isEqualTo("Ann");
        });
    assertThat(receiving.events.getLast()).isInstanceOf(TransferEvent.Ended.class);
  }

  @Test
  void theEndOfTheProcessIsToldForWhatHadBegun() throws IOException {
    Carrier.carry(outgoing, incoming, 0, CHUNK);
    receiving.close();

    assertThat(receiving.events(TransferEvent.Ended.class))
        .singleElement()
        .satisfies(ended ->
            assertThat(ended.outcome())
                .isInstanceOfSatisfying(
                    Outcome.Interrupted.class,
                    stop -> assertThat(stop.problem()).isEqualTo(Problem.INTERRUPTED)));
    receiving.events.clear();
    receiving.restart();
    receiving.close();
    assertThat(receiving.events).as("it only waited this time").isEmpty();
  }

  @Test
  void whatWasPublishedAndNotTakenNoteOfIsFinishedByTheNextProcess() throws IOException {
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
    breakRecords();
    assertFailsWith(Problem.DESTINATION, () -> Carrier.seal(outgoing, incoming));
    assertThat(receiving.staging(sending.id())).exists();

    kill(this::mendRecords);

    assertThat(receiving.receiver().recover(id -> false)).isZero();
    assertThat(receiving.receiver().receipt(sending.id(), ReceivingSide.ANN.fingerprint()))
        .hasValueSatisfying(receipt -> assertThat(receipt.files()).isEqualTo(3));
    assertThat(receiving.receiver().find(sending.id(), ReceivingSide.ANN.fingerprint())).isEmpty();
    assertThat(receiving.outcome()).isInstanceOf(Outcome.Completed.class);
    assertArrived();
    assertThat(receiving.staging()).doesNotExist();
  }

  @Test
  void aSenderWhoAsksMakesTheNextProcessFinishWhatWasPublished() throws IOException {
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
    breakRecords();
    assertFailsWith(Problem.DESTINATION, () -> Carrier.seal(outgoing, incoming));
    kill(this::mendRecords);

    incoming = receiving.find(sending.id());

    assertThat(incoming.state()).isInstanceOf(IncomingState.Complete.class);
    assertThat(Carrier.seal(outgoing, incoming)).isInstanceOf(Sealed.Complete.class);
    assertArrived();
  }

  @Test
  void aTransferWhoseEndCouldNotBeKeptIsSealedAgain() throws IOException {
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
    breakRecords();
    assertFailsWith(Problem.DESTINATION, () -> Carrier.seal(outgoing, incoming));
    assertThat(incoming.state()).isInstanceOf(IncomingState.Paused.class);
    mendRecords();

    assertThat(Carrier.seal(outgoing, incoming)).isInstanceOf(Sealed.Complete.class);
    assertArrived();
  }

  @Test
  void stagingThatACompleteTransferLeftIsSweptUp() throws IOException {
    Carrier.carry(outgoing, incoming, incoming.missing(), 1);
    Path kept = folder.resolve("kept");
    copy(receiving.staging(sending.id()), kept);
    Carrier.finish(outgoing, incoming);
    receiving.close();
    Files.createDirectories(receiving.staging());
    copy(kept, receiving.staging(sending.id()));

    assertThat(receiving.receiver().recover(id -> false)).isZero();

    assertThat(receiving.staging()).doesNotExist();
    assertArrived();
  }

  @Test
  void stagingThatNobodyTookNoteOfDoesNotKeepTheSameOfferOut() throws Exception {
    receiving.close();
    Path record = receiving.home().file("incoming").resolve(sending.id().text() + ".json");
    Files.delete(record);

    incoming = receiving.accept(outgoing);
    Carrier.finish(outgoing, incoming);

    assertArrived();
    assertThat(receiving.staging()).doesNotExist();
  }

  @Test
  void aTransferOfWhichNothingIsLeftCanBeDiscardedAndOfferedAgain() throws Exception {
    kill(() -> Folders.delete(receiving.staging()));
    assertFailsWith(Problem.DESTINATION, () -> receiving.find(sending.id()));

    receiving.receiver().discard(sending.id(), ReceivingSide.ANN.fingerprint());

    assertThat(receiving.receiver().find(sending.id(), ReceivingSide.ANN.fingerprint())).isEmpty();
    Carrier.finish(outgoing, receiving.accept(outgoing));
    assertArrived();
  }

  @Test
  void aTransferThatIsDiscardedLeavesNothingAndOneThatIsCompleteStays() throws Exception {
    receiving.close();
    receiving.receiver().discard(sending.id(), ReceivingSide.STRANGER.fingerprint());
    assertThat(receiving.find(sending.id()).state()).isInstanceOf(IncomingState.Receiving.class);

    receiving.receiver().discard(sending.id(), ReceivingSide.ANN.fingerprint());
    assertThat(receiving.inbox()).isEmptyDirectory();

    Receipt receipt = Carrier.finish(outgoing, receiving.accept(outgoing));
    receiving.receiver().discard(sending.id(), ReceivingSide.ANN.fingerprint());
    assertThat(receiving.receiver().receipt(sending.id(), ReceivingSide.ANN.fingerprint()))
        .contains(receipt);
  }

  @Test
  void offersThatKilledProcessesLeftAreSweptUp() throws IOException {
    receiving.receiver().begin(outgoing.header(), ReceivingSide.ANN);
    kill(() -> {});
    receiving.receiver();

    try (var names = Files.list(receiving.home().file("pending"))) {
      assertThat(names).as("a folder and its lock, both of this process").hasSize(2);
    }
    receiving.close();
    assertThat(receiving.home().file("pending")).isEmptyDirectory();
  }

  @Test
  void theReceiptIsRepeatedAfterARestart() throws Exception {
    Receipt receipt = Carrier.finish(outgoing, incoming);
    receiving.restart();

    assertThat(receiving.receiver().receipt(sending.id(), ReceivingSide.ANN.fingerprint()))
        .contains(receipt);
    assertThat(receiving.offer(outgoing, ReceivingSide.ANN)).isEqualTo(new Decision.Done(receipt));
  }

  @Test
  void whatThisSideDrivesIsLeftToWhoeverGoesOnWithIt() throws IOException {
    receiving.close();

    assertThat(receiving.receiver().recover(sending.id()::equals)).isZero();
    assertThat(receiving.receiver().incoming()).isEmpty();
    assertThat(receiving.staging(sending.id())).exists();
    assertThat(receiving.find(sending.id()).missing().bytes()).isEqualTo(incoming.length());
  }

  /** What a SIGKILL at this moment would leave, with something done to it before the next start. */
  private void kill(Step meanwhile) throws IOException {
    Path home = receiving.home().folder();
    copy(home, folder.resolve("home.killed"));
    copy(receiving.inbox(), folder.resolve("inbox.killed"));
    receiving.close();
    Folders.delete(home);
    Folders.delete(receiving.inbox());
    Files.move(folder.resolve("home.killed"), home);
    Files.move(folder.resolve("inbox.killed"), receiving.inbox());
    meanwhile.run();
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private static void assertFailsWith(Problem problem, Step step) throws IOException {
    try {
      step.run();
    } catch (TransferException e) {
      assertThat(e.problem()).isEqualTo(problem);
      return;
    }
    throw new AssertionError("it should have failed with " + problem);
  }

  /** Nothing can be noted of the transfer any more: a folder is where its record was. */
  private void breakRecords() throws IOException {
    Path record = record();
    Files.move(record, folder.resolve("record"));
    Files.createDirectories(record.resolve("in the way"));
  }

  private void mendRecords() throws IOException {
    Folders.delete(record());
    Files.copy(folder.resolve("record"), record());
  }

  private Path record() throws IOException {
    return receiving.home().file("incoming").resolve(sending.id().text() + ".json");
  }

  private static void copy(Path from, Path to) {
    Commands.run("cp", "-a", from.toString(), to.toString());
  }
}
