package dev.ferry.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.http.Endpoint;
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
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PushTest {
  private static final int MEBI = 1 << 20;

  @TempDir Path folder;
  private ServedPeer receiver;
  private SendingPeer sender;

  @BeforeEach
  void open() throws Exception {
    receiver = ServedPeer.open(folder.resolve("receiver"));
    sender = new SendingPeer(folder.resolve("sender"));
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private Path bigFile(int bytes) {
    return new TreeMaker(folder.resolve("big"), Seeds.fresh("a big file"))
        .file("data", bytes)
        .done();
  }

  private void assertArrived(Path tree) {
    TreeSnapshot.of(tree)
        .assertSame(
            "what arrived",
            TreeSnapshot.of(receiver.inbox().resolve(String.valueOf(tree.getFileName()))));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void sendsATreeThatArrivesByteForByte(int connections) throws Exception {
    Path tree = TreeMaker.everything(folder.resolve("tree"), Seeds.fresh("a tree"));

    Outcome outcome = sender.withConnections(connections).send(receiver.at(), tree);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.problem()).isNull();
    assertArrived(tree);
  }

  @Test
  void sendsMoreThanOnePieceOnEachConnection() throws Exception {
    Path tree = bigFile(40 * MEBI + 12_345);

    Outcome outcome = sender.withConnections(3).send(receiver.at(), tree);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> {
              assertThat(completed.effort().sentBytes()).isEqualTo(40 * MEBI + 12_345);
              assertThat(completed.effort().resentBytes()).isZero();
            });
    assertArrived(tree);
  }

  @Test
  void sendsOnlyWhatIsNewTheSecondTime() throws Exception {
    Path tree = bigFile(5 * MEBI);
    sender.send(receiver.at(), tree);
    Files.writeString(tree.resolve("more"), "new");

    Outcome outcome = sender.send(receiver.at(), tree);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> {
              assertThat(completed.effort().sentBytes()).isEqualTo(3);
              assertThat(completed.receipt().same()).isEqualTo(1);
            });
    TreeSnapshot.of(tree)
        .withoutFolderTimes()
        .assertSame(
            "merged", TreeSnapshot.of(receiver.inbox().resolve("big")).withoutFolderTimes());
  }

  @Test
  void sendsAnEmptyFolderAndAnEmptyFile() throws Exception {
    Path tree =
        new TreeMaker(folder.resolve("nothing"), 1).folder("empty").file("nothing", 0).done();

    assertThat(sender.send(receiver.at(), tree)).isInstanceOf(Outcome.Completed.class);
    assertArrived(tree);
  }

  @Test
  void sendsATextWithoutAnyFile() throws Exception {
    Outcome outcome = sender.send(receiver.at(), TransferId.random(), "Hello,\nyou\u202e!");

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(receiver.events(TransferEvent.TextArrived.class))
        .singleElement()
        .satisfies(arrived -> assertThat(arrived.text()).isEqualTo("Hello,\nyou\u202e!"));
  }

  @Test
  void sendsTheLongestText() throws Exception {
    String longest = "\u0001".repeat(dev.ferry.transfer.OfferHeader.MAX_TEXT);

    assertThat(sender.send(receiver.at(), TransferId.random(), longest))
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void saysWhyItWasDeclined() throws Exception {
    receiver.approver(offer -> new Approver.Answer.Decline("not now"));

    Outcome outcome = sender.send(receiver.at(), bigFile(1000));

    assertThat(outcome).isEqualTo(new Outcome.Declined("not now"));
    assertThat(receiver.inbox().resolve("big")).doesNotExist();
  }

  @Test
  void goesOnWhereItWasAfterEveryLostConnection() throws Exception {
    SplittableRandom random = Seeds.random("where connections break");
    Path tree = bigFile(30 * MEBI);
    try (FaultProxy proxy = FaultProxy.to(receiver.address())) {
      proxy.set(new Fault.Reset(Fault.Direction.TO_TARGET, random.nextLong(3 * MEBI, 6 * MEBI)));

      Outcome outcome = sender.send(new Endpoint("127.0.0.1", proxy.port(), null), tree);

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      // No connection carries more than 6 of the 30 MiB: only who goes on where it was ever ends.
      assertThat(proxy.connectionsTaken()).isGreaterThan(4);
    }
    assertArrived(tree);
    assertThat(sender.events(TransferEvent.Paused.class))
        .isNotEmpty()
        .allSatisfy(paused -> assertThat(paused.problem()).isEqualTo(Problem.UNREACHABLE));
    assertThat(sender.events(TransferEvent.Resumed.class)).isNotEmpty();
  }

  @Test
  void goesOnAfterTheReceiverWasRestarted() throws Exception {
    Path tree = bigFile(64 * MEBI);
    CountDownLatch half = new CountDownLatch(1);
    SendingPeer slow = sender.withLimit(32 * MEBI);
    TransferId id = TransferId.random();
    Outcome[] outcome = new Outcome[1];
    Thread sending =
        Thread.ofPlatform()
            .start(() -> {
              try {
                outcome[0] = slow.send(receiver.at(), id, null, tree);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    org.awaitility.Awaitility.await()
        .until(() ->
            receiver.events(TransferEvent.Progress.class).stream()
                .anyMatch(progress -> progress.done() > 8 * MEBI));

    receiver.stop();
    receiver.start();
    sending.join();
    half.countDown();

    assertThat(outcome[0]).isInstanceOf(Outcome.Completed.class);
    assertArrived(tree);
  }

  @Test
  @SuppressWarnings("try") // closing from another thread is what is tested
  void isInterruptedWhenItIsClosedAndGoesOnLater() throws Exception {
    Path tree = bigFile(48 * MEBI);
    TransferId id = TransferId.random();
    Outcome[] outcome = new Outcome[1];
    SendingPeer slow = sender.withLimit(16 * MEBI);
    try (DirectClient client = slow.connect(receiver.at());
        Outgoing outgoing = slow.outgoing(id, null, tree);
        DirectPush push = slow.push(client, outgoing)) {
      Thread sending =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  outcome[0] = push.run();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
      org.awaitility.Awaitility.await()
          .until(() ->
              receiver.events(TransferEvent.Progress.class).stream()
                  .anyMatch(progress -> progress.done() > 6 * MEBI));
      push.close();
      sending.join();
    }
    assertThat(outcome[0]).isInstanceOf(Outcome.Interrupted.class);

    Outcome second = new SendingPeer(folder.resolve("sender")).send(receiver.at(), id, null, tree);

    assertThat(second)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed -> assertThat(completed.effort().sentBytes()).isLessThan(44L * MEBI));
    assertArrived(tree);
  }

  @Test
  void namesTheFileThatChangedAndSendsTheRest() throws Exception {
    Path tree = new TreeMaker(folder.resolve("two"), 1).file("a", MEBI).file("b", MEBI).done();
    receiver.approver(offer -> {
      append(tree.resolve("a"));
      return new Approver.Answer.All(null);
    });

    Outcome outcome = sender.send(receiver.at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Completed.class,
            completed ->
                assertThat(completed.receipt().withdrawn())
                    .singleElement()
                    .satisfies(file -> assertThat(file.path()).isEqualTo("two/a")));
    assertThat(receiver.inbox().resolve("two/a")).doesNotExist();
    assertThat(receiver.inbox().resolve("two/b")).hasSameBinaryContentAs(tree.resolve("b"));
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "more", StandardOpenOption.APPEND);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takesOnlyWhatWasPickedOfIt() throws Exception {
    Path tree = new TreeMaker(folder.resolve("two"), 1).file("a", 1000).file("b", 2000).done();
    receiver.approver(offer ->
        new Approver.Answer.Some(
            dev.ferry.manifest.EntrySet.ofRuns(
                java.util.List.of(new dev.ferry.manifest.EntrySet.Run(2, 3)))));

    Outcome outcome = sender.send(receiver.at(), tree);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(receiver.inbox().resolve("two/a")).doesNotExist();
    assertThat(receiver.inbox().resolve("two/b")).hasSize(2000);
  }

  @Test
  void endsWhenTheReceiverCancels() throws Exception {
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread canceller =
        Thread.ofPlatform()
            .start(() -> {
              org.awaitility.Awaitility.await()
                  .until(() ->
                      receiver.events(TransferEvent.Progress.class).stream()
                          .anyMatch(progress -> progress.done() > MEBI));
              for (Incoming incoming : receiver.receiver().incoming()) {
                try {
                  incoming.cancel("by a test");
                  cancelled.set(true);
                } catch (java.io.IOException e) {
                  throw new AssertionError(e);
                }
              }
            });

    Outcome outcome = sender.withLimit(8 * MEBI).send(receiver.at(), bigFile(64 * MEBI));
    canceller.join();

    assertThat(cancelled).isTrue();
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem()).isEqualTo(Problem.CANCELLED));
    assertThat(receiver.inbox().resolve("big")).doesNotExist();
  }

  @Test
  void givesUpWhenItsPatienceIsOverAndStaysResumable() throws Exception {
    Path tree = bigFile(20 * MEBI);
    TransferId id = TransferId.random();
    try (FaultProxy proxy = FaultProxy.to(receiver.address())) {
      proxy.set(new Fault.Reset(Fault.Direction.TO_TARGET, 6 * MEBI));
      SendingPeer hasty = sender.withPatience(Duration.ZERO);

      Outcome outcome = hasty.send(new Endpoint("127.0.0.1", proxy.port(), null), id, null, tree);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class,
              interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.UNREACHABLE));
    }
    sender.withPatience(Duration.ofSeconds(30));
    assertThat(sender.send(receiver.at(), id, null, tree)).isInstanceOf(Outcome.Completed.class);
    assertArrived(tree);
  }

  @Test
  void asksAnewWhenTheConnectionWasLostWhileAPersonThought() throws Exception {
    java.util.concurrent.atomic.AtomicInteger asked =
        new java.util.concurrent.atomic.AtomicInteger();
    try (FaultProxy proxy = FaultProxy.to(receiver.address())) {
      receiver.approver(offer -> {
        if (asked.incrementAndGet() == 1) {
          proxy.resetAll();
          new CountDownLatch(1).await();
        }
        return new Approver.Answer.All(null);
      });

      Outcome outcome = sender.send(new Endpoint("127.0.0.1", proxy.port(), null), bigFile(100));

      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(asked).hasValue(2);
    }
  }
}
