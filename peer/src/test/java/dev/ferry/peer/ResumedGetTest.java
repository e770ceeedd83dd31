package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent.Accepted;
import dev.ferry.transfer.TransferEvent.Ended;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A get that was stopped in the middle, and what must be there to go on with it. */
@Timeout(120)
class ResumedGetTest {
  @TempDir private Path folder;
  private Party ann;
  private Party bob;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    ann = new Party(folder, "ann");
    bob = new Party(folder, "bob");
    file = Party.bigFile(folder.resolve("source"));
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  /** Ann begins to get the file, and is stopped. */
  private TransferId stoppedGet(PeerAddress from, PinSource pin) throws Exception {
    FutureTask<Outcome> get =
        Party.meanwhile(() -> ann.peer().get(ann.getting(from, "big").withPin(pin)));
    ann.told().awaitProgress(5L * Party.MEBI);
    ann.peer().close();
    assertThat(get.get().problem()).isEqualTo(Problem.INTERRUPTED);
    ann.restart();
    return ann.peer().transfers().getFirst().id();
  }

  private Outcome resume(TransferId id, PinSource pin) throws Exception {
    return ann.peer().resume(id, null, pin, Party.impatient());
  }

  private void assertArrived() {
    assertThat(ann.inbox.resolve("big")).hasSameBinaryContentAs(file);
    assertThat(ann.inbox).isDirectoryNotContaining(path -> !path.endsWith("big"));
  }

  @Test
  void asksForThePinAndGoesOnWhereItStopped() throws Exception {
    try (Sharing sharing = bob.share(Access.PIN, file)) {
      TransferId id = stoppedGet(at(sharing), (peer, again) -> sharing.pin());
      List<String> asked = new ArrayList<>();

      Outcome outcome =
          resume(
              id,
              (peer, again) -> {
                asked.add(peer + (again ? " again" : ""));
                return sharing.pin();
              });

      assertThat(outcome.problem()).isNull();
      assertThat(asked).containsExactly("bob");
      assertThat(ann.told().all(Accepted.class))
          .singleElement()
          .satisfies(accepted -> assertThat(accepted.held()).isGreaterThan(4L * Party.MEBI));
      assertArrived();
      assertThat(ann.peer().transfers()).isEmpty();
    }
  }

  @Test
  void keepsEverythingWhenThePinIsNotKnown() throws Exception {
    try (Sharing sharing = bob.share(Access.PIN, file)) {
      TransferId id = stoppedGet(at(sharing), (peer, again) -> sharing.pin());

      Outcome outcome = resume(id, PinSource.none());

      assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
      assertThat(outcome.problem()).isEqualTo(Problem.FORBIDDEN);
      assertThat(ann.told().all(Ended.class)).hasSize(1);
      assertThat(ann.peer().transfers())
          .singleElement()
          .satisfies(kept -> assertThat(kept.resumable()).isTrue());
      assertThat(resume(id, (peer, again) -> sharing.pin()).problem()).isNull();
      assertArrived();
    }
  }

  @Test
  void keepsEverythingWhenThePinIsWrongAgainAndAgain() throws Exception {
    try (Sharing sharing = bob.share(Access.PIN, file)) {
      TransferId id = stoppedGet(at(sharing), (peer, again) -> sharing.pin());
      List<Boolean> asked = new ArrayList<>();

      Outcome outcome =
          resume(
              id,
              (peer, again) -> {
                asked.add(again);
                return "nonsense";
              });

      assertThat(outcome.problem()).isIn(Problem.FORBIDDEN, Problem.BUSY);
      assertThat(asked).hasSizeLessThanOrEqualTo(3).startsWith(false, true);
      assertThat(ann.peer().transfers()).anyMatch(StoredTransfer::resumable);
    }
  }

  @Test
  void asksAnewWhenTheSharerCameBackWithAnotherPin() throws Exception {
    Sharing first = bob.share(Access.PIN, file);
    List<Sharing> current = new ArrayList<>(List.of(first));
    FutureTask<Outcome> get =
        Party.meanwhile(() ->
            ann.peer()
                .get(
                    ann.getting(at(first), "big")
                        .withTransport(
                            TransportOptions.standard().withPatience(Duration.ofSeconds(60)))
                        .withPin((peer, again) -> current.getFirst().pin())));
    ann.told().awaitProgress(5L * Party.MEBI);
    bob.peer().close();
    bob.restart();
    try (Sharing second = bob.share(Access.PIN, at(first).port(), file)) {
      current.set(0, second);
      assertThat(get.get().problem()).isNull();
    }
    assertArrived();
  }

  @Test
  void isLeftAloneByAReceiverOfTheSameHome() throws Exception {
    try (Sharing sharing = bob.share(Access.PUBLIC, file)) {
      TransferId id = stoppedGet(at(sharing), PinSource.none());
      try (Party other = new Party(folder, "ann");
          Receiving receiving = other.receive(Approver.everything())) {
        assertThat(receiving.waiting()).isZero();

        assertThat(resume(id, PinSource.none()).problem()).isNull();
      }
      assertArrived();
    }
  }

  @Test
  void cannotBeResumedOnceItWasDiscarded() throws Exception {
    try (Sharing sharing = bob.share(Access.PUBLIC, file)) {
      TransferId id = stoppedGet(at(sharing), PinSource.none());

      ann.peer().discard(id);

      assertThat(ann.peer().transfers()).isEmpty();
      assertThat(ann.inbox).isEmptyDirectory();
      assertThatExceptionOfType(TransferException.class)
          .isThrownBy(() -> resume(id, PinSource.none()))
          .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(Problem.NOT_FOUND));
    }
  }
}
