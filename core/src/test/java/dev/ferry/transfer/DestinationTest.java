package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.testkit.SmallDisk;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A destination that is full, or goes away and comes back. */
@Timeout(120)
class DestinationTest {
  private static final int CHUNK = Chunk.SIZE;

  @TempDir Path folder;

  private Path tree;
  private SendingSide sending;
  private Path inbox;
  private Path away;

  @BeforeEach
  void make() throws IOException {
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .file("a", 3 * CHUNK + 1000)
            .file("b", CHUNK)
            .done();
    sending = new SendingSide(folder.resolve("state"), tree);
    inbox = folder.resolve("inbox");
    away = folder.resolve("away");
  }

  @Test
  void aFolderThatIsMovedAwayPausesTheTransferUntilItIsBack() throws Exception {
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      Carrier.carry(outgoing, incoming, 0, CHUNK);
      Files.move(inbox, away);

      assertAway(() -> Carrier.carry(outgoing, incoming, CHUNK, 2L * CHUNK), incoming);
      assertAway(() -> Carrier.carry(outgoing, incoming, CHUNK, 2L * CHUNK), incoming);
      assertThat(inbox).as("it must not be made anew").doesNotExist();

      Files.move(away, inbox);
      Carrier.carry(outgoing, incoming, CHUNK, 2L * CHUNK);
      assertThat(incoming.state()).isInstanceOf(IncomingState.Receiving.class);
      Carrier.finish(outgoing, incoming);
      assertArrived();
      assertThat(receiving.events(TransferEvent.Paused.class)).hasSize(1);
      assertThat(receiving.events(TransferEvent.Resumed.class)).hasSize(1);
      assertThat(incoming.movedHere()).isEqualTo(incoming.length());
    }
  }

  @Test
  void nothingIsPublishedIntoAFolderThatWasMovedAway() throws Exception {
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      Carrier.carry(outgoing, incoming, incoming.missing(), 2);
      Files.move(inbox, away);

      assertAway(() -> Carrier.seal(outgoing, incoming), incoming);
      assertThat(away.resolve("tree")).doesNotExist();

      Files.move(away, inbox);
      Carrier.finish(outgoing, incoming);
      assertArrived();
    }
  }

  @Test
  void anotherFolderInItsPlaceIsNotTheDestination() throws Exception {
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      Carrier.carry(outgoing, incoming, 0, CHUNK);
      Files.move(inbox, away);
      Files.createDirectory(inbox);

      assertAway(() -> Carrier.carry(outgoing, incoming, CHUNK, 2L * CHUNK), incoming);
      assertAway(() -> Carrier.carry(outgoing, incoming, CHUNK, 2L * CHUNK), incoming);

      Files.delete(inbox);
      Files.move(away, inbox);
      Carrier.finish(outgoing, incoming);
      assertArrived();
    }
  }

  @Test
  void aTransferOfAnEarlierProcessIsFoundWhenItsFolderIsBack() throws Exception {
    Path home = folder.resolve("home");
    try (ReceivingSide receiving = new ReceivingSide(home, inbox);
        Outgoing outgoing = sending.open()) {
      Carrier.carry(outgoing, receiving.accept(outgoing), 0, CHUNK);
    }
    Files.move(inbox, away);
    try (ReceivingSide receiving = new ReceivingSide(home, folder.resolve("another"));
        Outgoing outgoing = sending.open()) {
      assertThat(receiving.receiver().recover(id -> false)).isZero();
      assertProblem(Problem.DESTINATION, () -> receiving.find(sending.id()));
      assertProblem(Problem.DESTINATION, () -> receiving.offer(outgoing, ReceivingSide.ANN));

      Files.move(away, inbox);
      Incoming incoming = receiving.find(sending.id());
      assertThat(incoming.missing().bytes()).isEqualTo(incoming.length() - CHUNK);
      Carrier.finish(outgoing, incoming);
      assertArrived();
    }
  }

  @Test
  void anOfferForAFolderThatIsAwaySaysSo() throws Exception {
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      receiving.receiver();
      Files.move(inbox, away);
      assertProblem(Problem.DESTINATION, () -> receiving.offer(outgoing, ReceivingSide.ANN));

      Files.move(away, inbox);
      Carrier.finish(outgoing, receiving.accept(outgoing));
      assertArrived();
    }
  }

  @Test
  void aFullDiskPausesTheTransferUntilThereIsRoom() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(inbox, 10);
        ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      assertProblem(
          Problem.NO_SPACE, () -> Carrier.carry(outgoing, incoming, incoming.missing(), 1));
      assertThat(incoming.state())
          .isInstanceOfSatisfying(
              IncomingState.Paused.class,
              paused -> assertThat(paused.problem()).isEqualTo(Problem.NO_SPACE));
      assertThat(inbox.resolve("tree")).doesNotExist();

      disk.resize(60);
      goOn(outgoing, incoming);
      assertArrived();
    }
  }

  @Test
  void tryingAgainOnAFullDiskIsNoNews() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(inbox, 10);
        ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      for (int attempt = 0; attempt < 5; attempt++) {
        assertProblem(
            Problem.NO_SPACE, () -> Carrier.carry(outgoing, incoming, incoming.missing(), 1));
      }
      assertThat(receiving.events(TransferEvent.Paused.class)).hasSize(1);
      assertThat(receiving.events(TransferEvent.Resumed.class)).isEmpty();

      disk.resize(60);
      goOn(outgoing, incoming);
      assertThat(receiving.events(TransferEvent.Resumed.class)).hasSize(1);
    }
  }

  /** The first attempts may still meet what the last try to force the disk ended with. */
  private static void goOn(Outgoing outgoing, Incoming incoming) throws IOException {
    long began = System.nanoTime();
    while (true) {
      try {
        Carrier.finish(outgoing, incoming);
        return;
      } catch (TransferException e) {
        if (e.problem() != Problem.NO_SPACE || System.nanoTime() - began > 30_000_000_000L) {
          throw e;
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void anOfferForADiskThatIsFullSaysSoAndLeavesNothing() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(inbox, 1);
        ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      receiving.receiver();
      fill(inbox.resolve("filler"));
      assertProblem(Problem.NO_SPACE, () -> receiving.offer(outgoing, ReceivingSide.ANN));
      assertThat(receiving.staging()).doesNotExist();
      receiving.restart();
      assertThat(receiving.receiver().incoming()).isEmpty();

      Files.delete(inbox.resolve("filler"));
      disk.resize(60);
      Carrier.finish(outgoing, receiving.accept(outgoing));
      assertArrived();
    }
  }

  private static void fill(Path file) {
    try (var out = Files.newOutputStream(file)) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
  }

  private static void assertAway(ThrowingCallable step, Incoming incoming) {
    assertProblem(Problem.DESTINATION, step);
    assertThat(incoming.state())
        .isInstanceOfSatisfying(
            IncomingState.Paused.class,
            paused -> assertThat(paused.problem()).isEqualTo(Problem.DESTINATION));
  }

  private static void assertProblem(Problem problem, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            TransferException.class,
            e -> {
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.getMessage())
                  .as("the other side must not learn where this is")
                  .doesNotContain("/");
            });
  }

  private void assertArrived() {
    TreeSnapshot.of(tree).assertSame("what arrived", TreeSnapshot.of(inbox.resolve("tree")));
  }
}
