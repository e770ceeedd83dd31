package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ferry.identity.Standing;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FileKind;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent.TextArrived;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ann sends and Bob receives: two peers, two homes, real sockets. */
@Timeout(120)
class ReceivingTest {
  @TempDir private Path folder;
  private Party ann;
  private Party bob;

  @BeforeEach
  void open() throws Exception {
    ann = new Party(folder, "ann");
    bob = new Party(folder, "bob");
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  private Outcome send(PeerAddress to, Path... paths) throws IOException {
    return ann.peer().send(SendOptions.of(to, paths).withTransport(Party.impatient()));
  }

  private static void assertProblem(Problem problem, ThrowingCallable step) {
    assertThatExceptionOfType(TransferException.class)
        .isThrownBy(step)
        .satisfies(thrown -> assertThat(thrown.problem()).isEqualTo(problem));
  }

  @Test
  void everythingArrivesAsItWasAndASecondTimeNothingTravels() throws Exception {
    Path tree = TreeMaker.everything(folder.resolve("tree"), Seeds.fresh("a tree"));
    try (Receiving receiving = bob.receive(Approver.everything())) {
      assertThat(send(at(receiving), tree).problem()).isNull();
      TreeSnapshot.of(tree).assertSame("what arrived", TreeSnapshot.of(bob.inbox.resolve("tree")));

      assertThat(send(at(receiving), tree))
          .isInstanceOfSatisfying(
              Outcome.Completed.class,
              again -> {
                assertThat(again.effort().sentBytes()).isZero();
                assertThat(again.receipt().files()).isZero();
              });
    }
    assertThat(ann.peer().transfers()).isEmpty();
    assertThat(bob.peer().transfers()).isEmpty();
  }

  @Test
  void onlyWhatTheApproverChoseArrives() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 1).file("a", 10).file("b", 20).done();
    Approver onlyB =
        offer -> {
          BitSet wanted = new BitSet();
          try (var cursor = offer.manifest().walk()) {
            for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
              if (entry.path().toString().endsWith("b")) {
                wanted.set((int) cursor.index());
              }
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return new Approver.Answer.Some(EntrySet.of(wanted));
        };
    try (Receiving receiving = bob.receive(onlyB)) {
      assertThat(send(at(receiving), tree).problem()).isNull();
    }
    assertThat(bob.inbox.resolve("tree/b")).hasSize(20);
    assertThat(bob.inbox.resolve("tree/a")).doesNotExist();
  }

  @Test
  void nothingArrivesIfTheApproverSaysNoAndTheSenderKnowsWhy() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    try (Receiving receiving = bob.receive(offer -> new Approver.Answer.Decline("not from you"))) {
      assertThat(send(at(receiving), note)).isEqualTo(new Outcome.Declined("not from you"));
    }
    assertThat(bob.inbox).isEmptyDirectory();
    assertThat(ann.peer().transfers()).isEmpty();
    assertThat(bob.peer().known()).isEmpty();
    assertThat(ann.peer().history(9))
        .singleElement()
        .satisfies(past -> {
          assertThat(past.result()).isEqualTo("declined");
          assertThat(past.direction()).isEqualTo(Direction.SEND);
        });
  }

  @Test
  void bothSidesKeepWhatWasMeasuredOfATransfer() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    Files.write(tree.resolve("a.png"), new byte[3_000_000]);
    Files.writeString(tree.resolve("b.csv"), "x,y");
    try (Receiving receiving = bob.receive(Approver.everything())) {
      assertThat(send(at(receiving), tree).problem()).isNull();
    }

    PastDetails sent = ann.peer().history("", 1).getFirst().details();
    PastDetails received = bob.peer().history("", 1).getFirst().details();
    assertThat(sent.kinds().counts())
        .containsExactlyInAnyOrderEntriesOf(Map.of(FileKind.PICTURE, 1L, FileKind.CSV, 1L));
    assertThat(sent.measured().latency().count()).isPositive();
    assertThat(sent.measured().firstByteNanos()).isPositive();
    assertThat(moved(sent)).isEqualTo(3_000_003);
    assertThat(sent.receiverWaited()).isNotEmpty();
    assertThat(received.kinds()).isEqualTo(sent.kinds());
    assertThat(received.measured().latency()).isEqualTo(sent.measured().latency());
    assertThat(moved(received)).isEqualTo(3_000_003);
    assertThat(received.senderWaited()).isNotEmpty();
  }

  private static long moved(PastDetails details) {
    return details.measured().speed().bytes().stream().mapToLong(Long::longValue).sum();
  }

  @Test
  void theWayToAPeerIsMeasured() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything())) {
      PingReport report =
          ann.peer().ping(at(receiving), Duration.ofMillis(100), TransportOptions.standard());

      assertThat(report.peer().fingerprint()).isEqualTo(bob.peer().self().fingerprint());
      assertThat(report.address().isLoopbackAddress()).isTrue();
      assertThat(report.connect().count()).isEqualTo(5);
      assertThat(report.handshake().min()).isPositive();
      assertThat(report.request().count()).isEqualTo(10);
      assertThat(report.up()).isPositive();
      assertThat(report.down()).isPositive();
    }
  }

  @Test
  void theHistoryIsSearched() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything())) {
      ann.peer().send(SendOptions.of(at(receiving)).withText("see you at eight"));
      ann.peer().send(SendOptions.of(at(receiving)).withText("or at nine"));
    }

    assertThat(bob.peer().history("NINE", 9)).hasSize(1);
    String id = bob.peer().history("eight", 9).getFirst().id();
    assertThat(bob.peer().history(id.substring(0, 8), 9)).hasSize(1);
    assertThat(bob.peer().history("ten", 9)).isEmpty();
  }

  @Test
  void textArrives() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything())) {
      ann.peer().send(SendOptions.of(at(receiving)).withText("see you at eight"));
    }
    assertThat(bob.told().await1(TextArrived.class).text()).isEqualTo("see you at eight");
    assertThat(bob.peer().history(9).getFirst().text()).isEqualTo("see you at eight");
  }

  @Test
  void bothSidesRememberWhatHappenedAndWhoItWas() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    List<Standing> standings = new CopyOnWriteArrayList<>();
    Approver watching =
        offer -> {
          standings.add(offer.from().standing());
          return new Approver.Answer.All(null);
        };
    try (Receiving receiving = bob.receive(watching)) {
      send(at(receiving), note);
      Files.writeString(note, "hello again");
      send(at(receiving), note);
      bob.peer().trust("ann");
      Files.writeString(note, "hello for the third time");
      send(at(receiving), note);
      assertThat(ann.peer().known())
          .singleElement()
          .satisfies(known -> {
            assertThat(known.alias()).isEqualTo("bob");
            assertThat(known.fingerprint()).isEqualTo(bob.peer().self().fingerprint());
            assertThat(known.address()).isEqualTo("" + at(receiving));
          });
    }
    assertThat(standings).containsExactly(Standing.UNKNOWN, Standing.KNOWN, Standing.TRUSTED);
    assertThat(bob.inbox.resolve("note (2).txt")).hasContent("hello again");
    for (Party party : List.of(ann, bob)) {
      assertThat(party.peer().history(9))
          .hasSize(3)
          .allSatisfy(past -> {
            assertThat(past.result()).isEqualTo("ok");
            assertThat(past.title()).isEqualTo("note.txt");
            assertThat(past.files()).isOne();
          });
    }
    assertThat(bob.peer().forget("ann").alias()).isEqualTo("ann");
    assertThat(bob.peer().known()).isEmpty();
  }

  @Test
  void peerWithTheNameOfAKnownOneAndAnotherKeyIsNotTakenForIt() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    try (Receiving receiving = bob.receive(Approver.everything())) {
      send(at(receiving), note);
    }
    List<Standing> standings = new CopyOnWriteArrayList<>();
    try (Party mallory = new Party(folder.resolve("elsewhere"), "bob");
        Receiving trap =
            mallory.receive(offer -> {
              standings.add(offer.from().standing());
              return new Approver.Answer.Decline("");
            })) {
      assertProblem(Problem.IDENTITY_CHANGED, () -> send(at(trap), note));
      ann.peer().forget("bob");
      assertThat(send(at(trap), note)).isInstanceOf(Outcome.Declined.class);
    }
    assertThat(standings).hasSize(1);
  }

  @Test
  void callerWithTheNameOfAKnownPeerAndAnotherKeyIsShownAsChanged() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "hello");
    List<Standing> standings = new CopyOnWriteArrayList<>();
    try (Receiving receiving =
            bob.receive(offer -> {
              standings.add(offer.from().standing());
              return new Approver.Answer.All(null);
            });
        Party mallory = new Party(folder.resolve("elsewhere"), "ann")) {
      send(at(receiving), note);
      mallory.peer().send(SendOptions.of(at(receiving), note));
    }
    assertThat(standings).containsExactly(Standing.UNKNOWN, Standing.CHANGED);
  }

  @Test
  void sendThatWasStoppedIsResumedWithoutASecondQuestion() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    List<TransferId> asked = new CopyOnWriteArrayList<>();
    Approver counting =
        offer -> {
          asked.add(offer.id());
          return new Approver.Answer.All(null);
        };
    try (Receiving receiving = bob.receive(counting, 0, Party.SLOWLY)) {
      FutureTask<Outcome> send = Party.meanwhile(() -> send(at(receiving), big));
      ann.told().awaitProgress(5L * Party.MEBI);
      ann.peer().close();
      assertThat(send.get().problem()).isEqualTo(Problem.INTERRUPTED);
      ann.restart();
      StoredTransfer kept = ann.peer().transfers().getFirst();
      assertThat(kept.resumable()).isTrue();
      assertThat(bob.peer().transfers())
          .singleElement()
          .satisfies(theirs -> assertThat(theirs.resumable()).isFalse());

      // The receiver may still be reading what was under way when the connection ended.
      TransportOptions patient = TransportOptions.standard();
      assertThat(ann.peer().resume(kept.id(), null, patient).problem()).isNull();
    }
    assertThat(asked).hasSize(1);
    assertThat(bob.inbox.resolve("big")).hasSameBinaryContentAs(big);
    assertThat(ann.peer().transfers()).isEmpty();
    assertThat(bob.peer().transfers()).isEmpty();
  }

  @Test
  void receiverThatDiscardsWhatArrivedIsAskedAnew() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    Receiving first = bob.receive(Approver.everything(), 0, Party.SLOWLY);
    FutureTask<Outcome> send = Party.meanwhile(() -> send(at(first), big));
    bob.told().awaitProgress(5L * Party.MEBI);
    bob.restart();
    assertThat(send.get()).isInstanceOf(Outcome.Interrupted.class);
    TransferId id = bob.peer().transfers().getFirst().id();

    bob.peer().discard(id);

    assertThat(bob.inbox).isEmptyDirectory();
    assertThat(bob.peer().transfers()).isEmpty();
    try (Receiving _ =
        bob.receive(offer -> new Approver.Answer.Decline("no more"), first.port(), 0)) {
      assertThat(ann.peer().resume(id, null, Party.impatient()))
          .isEqualTo(new Outcome.Declined("no more"));
    }
    assertThat(ann.peer().transfers()).isEmpty();
  }

  @Test
  void transferWhoseStagingSomebodyHasDeletedCanBeDiscarded() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    Receiving receiving = bob.receive(Approver.everything(), 0, Party.SLOWLY);
    FutureTask<Outcome> send = Party.meanwhile(() -> send(at(receiving), big));
    bob.told().awaitProgress(Party.MEBI);
    bob.restart();
    send.get();
    Path staging = bob.inbox.resolve(".ferry-staging");
    try (Stream<Path> all = Files.walk(staging)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
    bob.peer().discard(bob.peer().transfers().getFirst().id());
    assertThat(bob.peer().transfers()).isEmpty();
  }

  @Test
  void takenPortIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertProblem(
          Problem.BUSY, () -> bob.receive(Approver.everything(), taken.getLocalPort(), 0));
    }
    bob.receive(Approver.everything()).close();
  }

  @Test
  void unusableInboxIsSaidAndFreesThePort() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    for (Path bad : List.of(file, file.resolve("below"))) {
      ReceiveOptions options = ReceiveOptions.into(bad).withListen(Party.listen(0));
      assertProblem(Problem.DESTINATION, () -> bob.peer().receive(options, Approver.everything()));
    }
    bob.receive(Approver.everything()).close();
  }
}
