package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ferry.http.Endpoint;
import dev.ferry.manifest.EntrySet;
import dev.ferry.testkit.Fault;
import dev.ferry.testkit.FaultProxy;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Incoming;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both halves of LocalSend's protocol, against each other. */
@Timeout(120)
class FerryToFerryTest {
  private static final int MEBI = 1 << 20;

  @TempDir Path folder;
  private ServedDevice receiver;
  private SendingDevice sender;

  @BeforeEach
  void open() throws Exception {
    receiver = ServedDevice.open(folder.resolve("receiver"));
    sender =
        new SendingDevice(folder.resolve("sender")).expecting(receiver.identity().fingerprint());
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Endpoint at() {
    return new Endpoint("127.0.0.1", receiver.address().getPort(), null);
  }

  private TreeMaker tree(String name) {
    return new TreeMaker(folder.resolve(name), Seeds.fresh("a tree"));
  }

  private void assertArrived(Path tree) {
    TreeSnapshot.of(tree)
        .withoutFolderTimes()
        .assertSame(
            "what arrived",
            TreeSnapshot.of(receiver.inbox().resolve(String.valueOf(tree.getFileName())))
                .withoutFolderTimes());
  }

  @Test
  void aTreeArrivesByteForByteWithItsTimes() throws Exception {
    Path tree = tree("t").smallFiles("small", 200).file("big", 9 * MEBI).strangeNames("odd").done();

    Outcome outcome = sender.send(at(), tree);

    assertThat(outcome.problem()).isNull();
    for (Path file : files(tree)) {
      Path arrived = receiver.inbox().resolve("t").resolve(tree.relativize(file).toString());
      assertThat(arrived).hasSameBinaryContentAs(file);
      assertThat(Files.getLastModifiedTime(arrived)).isEqualTo(Files.getLastModifiedTime(file));
    }
  }

  private static List<Path> files(Path tree) throws Exception {
    try (var paths = Files.walk(tree)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void whatIsThereAlreadyIsNotSentAgain() throws Exception {
    Path tree = tree("t").file("a", 1000).file("b", 2000).done();
    sender.send(at(), tree);
    Files.writeString(tree.resolve("c"), "new");

    Outcome second = sender.send(at(), tree);
    Outcome third = sender.send(at(), tree);

    assertThat(second)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> assertThat(completed.effort().sentBytes()).isEqualTo(3));
    assertThat(third)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> assertThat(completed.receipt().skipped()).isEqualTo(3));
    assertThat(receiver.inbox().resolve("t/a (2)")).doesNotExist();
  }

  @Test
  void aMessageArrives() throws Exception {
    Outcome outcome = sender.send(at(), TransferId.random(), "Hello,\nyou\u202e!");

    assertThat(outcome.problem()).isNull();
    assertThat(receiver.events(TransferEvent.TextArrived.class))
        .singleElement()
        .satisfies(arrived -> assertThat(arrived.text()).isEqualTo("Hello,\nyou\u202e!"));
  }

  @Test
  void aDeviceHearsWhoRegisters() throws Exception {
    DeviceInfo kitchen = sender.info();
    try (Contact contact = new Contact(sender.identity(), () -> Optional.of(kitchen))) {
      assertThat(contact.ask(at(), null).info().alias()).isEqualTo("Study");
    }
    assertThat(receiver.registeredDevices())
        .singleElement()
        .satisfies(device -> assertThat(device.alias()).isEqualTo("Kitchen"));
  }

  @Test
  void aNoIsToldWithItsReason() throws Exception {
    receiver.approver(offer -> new Approver.Answer.Decline("not now"));

    assertThat(sender.send(at(), tree("t").file("a", 10).done()))
        .isInstanceOf(Outcome.Declined.class);
  }

  @Test
  void aPinIsAskedFor() throws Exception {
    receiver.pin("471147");

    assertThat(
            sender
                .withPins(wrong -> wrong ? "471147" : "000000")
                .send(at(), tree("t").file("a", 10).done())
                .problem())
        .isNull();
  }

  @Test
  void onlyWhatWasPickedTravels() throws Exception {
    Path tree = tree("t").file("a", 1000).file("b", 2000).done();
    receiver.approver(
        offer -> new Approver.Answer.Some(EntrySet.ofRuns(List.of(new EntrySet.Run(1, 2)))));

    Outcome outcome = sender.send(at(), tree);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> {
              assertThat(completed.receipt().files()).isEqualTo(1);
              assertThat(completed.receipt().skipped()).isEqualTo(1);
            });
  }

  @Test
  void aLineThatBreaksCostsNoMoreThanTheFilesOnIt() throws Exception {
    Path tree = tree("t").file("a", 4 * MEBI).file("b", 4 * MEBI).file("c", 4 * MEBI).done();
    try (FaultProxy proxy = FaultProxy.to(receiver.address())) {
      proxy.set(new Fault.Reset(Fault.Direction.TO_TARGET, 6 * MEBI));

      Outcome outcome = sender.send(new Endpoint("127.0.0.1", proxy.port(), null), tree);

      assertThat(outcome.problem()).isNull();
      assertThat(proxy.faultsStruck()).isPositive();
    }
    for (Path file : files(tree)) {
      assertThat(receiver.inbox().resolve("t").resolve(tree.relativize(file).toString()))
          .hasSameBinaryContentAs(file);
    }
  }

  @Test
  void aFileThatChangesIsNotPublishedAndTheRestIs() throws Exception {
    Path tree = tree("t").file("a", 3 * MEBI).file("b", 1000).done();
    receiver.approver(offer -> {
      try {
        Files.writeString(tree.resolve("a"), "more", StandardOpenOption.APPEND);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return new Approver.Answer.All(null);
    });

    Outcome outcome = sender.send(at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    await().until(() -> Files.exists(receiver.inbox().resolve("t/b")));
    assertThat(receiver.inbox().resolve("t/a")).doesNotExist();
  }

  @Test
  void aReceiverThatCancelsIsAskedOnceMoreIfNobodyListensHereForThat() throws Exception {
    Path tree = tree("t").file("a", 64 * MEBI).done();
    Thread canceller =
        Thread.ofPlatform()
            .start(() -> {
              cancel(1);
              cancel(2);
            });

    Outcome outcome = sender.withLimit(8 * MEBI).send(at(), tree);
    canceller.join();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class,
            interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.CANCELLED));
    assertThat(receiver.offers()).hasSize(2);
    assertThat(receiver.inbox().resolve("t")).doesNotExist();
  }

  /** Cancels the transfer that begins as the {@code number}th. */
  private void cancel(int number) {
    await()
        .until(() ->
            receiver.events(TransferEvent.Accepted.class).size() == number
                && receiver.engine().incoming().stream()
                    .anyMatch(incoming -> incoming.movedHere() > 0));
    for (Incoming incoming : receiver.engine().incoming()) {
      try {
        incoming.cancel("by a test");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  @SuppressWarnings("try") // closing from another thread is what is tested
  void aSenderThatStopsLeavesWholeFilesAndSendsTheRestLater() throws Exception {
    Path tree = tree("t").file("a", 1000).file("big", 32 * MEBI).done();
    TransferId id = TransferId.random();
    try (LocalSendClient client = sender.withLimit(4 * MEBI).client(at());
        Outgoing outgoing = sender.outgoing(id, null, tree);
        LocalSendPush push = sender.push(client, outgoing)) {
      CompletableFuture<Outcome> ended = new CompletableFuture<>();
      Thread.ofPlatform()
          .start(() -> {
            try {
              ended.complete(push.run());
            } catch (Throwable e) {
              ended.completeExceptionally(e);
            }
          });
      await()
          .until(() ->
              receiver.events(TransferEvent.Progress.class).stream()
                  .anyMatch(progress -> progress.done() > MEBI));
      push.close();
      assertThat(ended.get()).isInstanceOf(Outcome.Interrupted.class);
    }
    await().until(() -> Files.exists(receiver.inbox().resolve("t/a")));
    assertThat(receiver.inbox().resolve("t/big")).doesNotExist();

    Outcome second = new SendingDevice(folder.resolve("sender")).send(at(), id, null, tree);

    assertThat(second.problem()).isNull();
    assertArrived(tree);
  }
}
