package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent.Accepted;
import dev.ferry.transfer.TransferEvent.Paused;
import dev.ferry.transfer.TransferEvent.Progress;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Single transfers are paused, go on, and are cancelled, from either side, while peers live on. */
@Timeout(120)
class SteeringTest {
  private static final long SOON = 60;

  @TempDir private Path folder;
  private Party ann;
  private Party bob;
  private Path big;

  @BeforeEach
  void open() throws Exception {
    ann = new Party(folder, "ann");
    bob = new Party(folder, "bob");
    big = Party.bigFile(folder.resolve("source"));
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  @Test
  void senderPausesOneTransferAndGoesOnWithIt() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything(), 0, Party.SLOWLY)) {
      FutureTask<Outcome> sending = sending(receiving);
      TransferId id = underWay(ann);
      assertThat(ann.peer().drives(id)).isTrue();
      assertThat(bob.peer().drives(id)).isFalse();
      assertThat(ann.peer().pause(id)).isTrue();
      assertThat(ann.peer().drives(id)).isFalse();
      assertThat(sending.get(SOON, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class,
              stop -> assertThat(stop.problem()).isEqualTo(Problem.INTERRUPTED));
      assertThat(ann.peer().pause(id)).as("a second time there is nothing to pause").isFalse();

      Outcome end = ann.peer().resume(id, null, TransportOptions.standard());
      assertThat(end).isInstanceOf(Outcome.Completed.class);
      assertThat(bob.inbox.resolve("big")).hasSameBinaryContentAs(big);
    }
  }

  @Test
  void receiverPausesOneTransferAndItsSenderWaitsAndGoesOn() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything(), 0, Party.SLOWLY)) {
      FutureTask<Outcome> sending = sending(receiving);
      TransferId id = underWay(bob);
      assertThat(bob.peer().pause(id)).isTrue();
      assertThat(
              ann.told().await1(Paused.class, paused -> paused.problem() == Problem.BUSY).message())
          .contains("the receiver has paused it");
      assertThat(bob.told().await1(Paused.class).problem()).isEqualTo(Problem.BUSY);
      long held = bob.told().all(Progress.class).getLast().done();
      assertThat(sending.isDone()).isFalse();

      assertThat(bob.peer().goOn(id)).isTrue();
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Completed.class);
      assertThat(held).isLessThan(24L * Party.MEBI);
      assertThat(bob.inbox.resolve("big")).hasSameBinaryContentAs(big);
    }
  }

  @Test
  void receiverThatCancelsEndsItForBothSides() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything(), 0, Party.SLOWLY)) {
      FutureTask<Outcome> sending = sending(receiving);
      bob.peer().cancel(underWay(bob));
      assertThat(sending.get(SOON, TimeUnit.SECONDS).problem()).isEqualTo(Problem.CANCELLED);
      assertThat(bob.inbox).isEmptyDirectory();
    }
    assertThat(ann.peer().transfers()).isEmpty();
    assertThat(bob.peer().transfers()).isEmpty();
  }

  @Test
  void senderThatCancelsEndsItForBothSides() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything(), 0, Party.SLOWLY)) {
      FutureTask<Outcome> sending = sending(receiving);
      ann.peer().cancel(underWay(ann));
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(ann.peer().transfers()).isEmpty();
      await()
          .atMost(Duration.ofSeconds(SOON))
          .untilAsserted(() -> assertThat(bob.peer().transfers()).isEmpty());
      assertThat(bob.inbox.resolve("big")).doesNotExist();
    }
  }

  @Test
  void getterPausesAndGoesOn() throws Exception {
    try (Sharing sharing = ann.share(ShareOptions.Access.PUBLIC, big)) {
      FutureTask<Outcome> getting =
          Party.meanwhile(() -> bob.peer().get(bob.getting(at(sharing), "big")));
      TransferId id = underWay(bob);
      assertThat(bob.peer().pause(id)).isTrue();
      assertThat(getting.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Interrupted.class);
      assertThat(bob.peer().resume(id, null, Party.impatient()))
          .isInstanceOf(Outcome.Completed.class);
    }
    assertThat(bob.inbox.resolve("big")).hasSameBinaryContentAs(big);
  }

  @Test
  void whatIsNotThereCannotBePausedOrCancelled() throws Exception {
    TransferId none = TransferId.random();
    assertThat(ann.peer().pause(none)).isFalse();
    assertThat(ann.peer().goOn(none)).isFalse();
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(() -> ann.peer().cancel(none))
        .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.NOT_FOUND));
  }

  private FutureTask<Outcome> sending(Receiving receiving) {
    return Party.meanwhile(() -> ann.peer().send(SendOptions.of(at(receiving), big)));
  }

  private static TransferId underWay(Party party) {
    party.told().awaitProgress(4L * Party.MEBI);
    return party.told().await1(Accepted.class).id();
  }
}
