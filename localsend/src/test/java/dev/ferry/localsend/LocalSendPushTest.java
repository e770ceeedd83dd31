package dev.ferry.localsend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.http.Endpoint;
import dev.ferry.json.StrictJson;
import dev.ferry.testkit.Fault;
import dev.ferry.testkit.FaultProxy;
import dev.ferry.testkit.Seeds;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Outgoing;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ferry sends to the apps, as they behave over real TLS sockets. */
@Timeout(120)
class LocalSendPushTest {
  private static final int MEBI = 1 << 20;

  @TempDir Path folder;
  private AppDouble app;
  private SendingDevice sender;

  @BeforeEach
  void open() throws Exception {
    app = AppDouble.open(AppDouble.Version.V1_18, folder.resolve("phone"));
    sender = new SendingDevice(folder.resolve("sender")).expecting(app.fingerprint());
  }

  @AfterEach
  void close() {
    app.close();
    assertThat(app.failures()).isEmpty();
  }

  private TreeMaker tree(String name) {
    return new TreeMaker(folder.resolve(name), Seeds.fresh("a tree"));
  }

  private Path arrived(String name) {
    return app.folder().resolve(name);
  }

  private static Outcome.Completed completed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    return (Outcome.Completed) outcome;
  }

  private static void append(Path file) {
    try {
      Files.writeString(file, "more", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(AppDouble.Version.class)
  void sendsFilesAndFoldersToTheAppsOf(AppDouble.Version version) throws Exception {
    Path tree =
        tree("Holiday").file("a.jpg", 300_000).file("sub/b", 5 * MEBI).file("nothing", 0).done();
    try (AppDouble other = AppDouble.open(version, folder.resolve("other"))) {
      Outcome outcome = sender.send(other.at(), tree);

      assertThat(outcome.problem()).isNull();
      assertThat(completed(outcome).receipt().files()).isEqualTo(3);
      assertThat(completed(outcome).receipt().bytes()).isEqualTo(300_000 + 5 * MEBI);
      for (String name : List.of("a.jpg", "sub/b", "nothing")) {
        assertThat(other.folder().resolve("Holiday/" + name))
            .hasSameBinaryContentAs(tree.resolve(name));
      }
      assertThat(other.session()).isNull();
      assertThat(other.failures()).isEmpty();
    }
    assertThat(sender.events(TransferEvent.Offered.class)).hasSize(1);
    assertThat(sender.events(TransferEvent.Accepted.class))
        .singleElement()
        .satisfies(accepted -> assertThat(accepted.bytes()).isEqualTo(300_000 + 5 * MEBI));
  }

  @Test
  void offersWhatTheAppsAskOfAFile() throws Exception {
    Path tree = tree("Holiday").file("a.jpg", 10).done();
    Files.setLastModifiedTime(
        tree.resolve("a.jpg"), FileTime.from(Instant.parse("2024-05-06T07:08:09.123456789Z")));

    sender.send(app.at(), tree);

    PrepareUpload offer =
        PrepareUpload.read(
            StrictJson.parseBody(app.offers().getFirst().getBytes(StandardCharsets.UTF_8)));
    assertThat(offer.info().port()).isEqualTo(53317);
    assertThat(offer.info().certificate()).contains(sender.identity().fingerprint());
    FileInfo file = offer.files().getFirst();
    assertThat(file.fileName()).isEqualTo("Holiday/a.jpg");
    assertThat(file.fileType()).isEqualTo("image/jpeg");
    assertThat(file.modified()).isEqualTo("2024-05-06T07:08:09.123456789Z");
    assertThat(file.sha256())
        .isEqualTo(AppDouble.sha256(Files.readAllBytes(tree.resolve("a.jpg"))));
    assertThat(file.id()).matches("[0-9a-f-]{36}");
  }

  @Test
  void offersNoHashesOfMuchUnlessToldTo() throws Exception {
    Path tree = tree("big").sparse("data", Parcels.LITTLE + 1, 4096, 0).done();
    app.decision = offer -> null;

    sender.send(app.at(), tree);
    sender.withChecksums().send(app.at(), tree);

    assertThat(app.offers().getFirst()).doesNotContain("sha256");
    assertThat(app.offers().getLast()).contains("sha256");
  }

  @Test
  void neverSendsMoreFilesAtOnceThanToldTo() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch both = new CountDownLatch(2);
    app.uploads =
        (name, attempt) ->
            new AppDouble.Action.Midway(() -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              both.countDown();
              awaitOn(both);
              now.decrementAndGet();
            });

    sender.send(app.at(), tree("many").smallFiles("s", 20).done());

    assertThat(most).hasValue(2);
  }

  private static void awaitOn(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sendsAMessageThatIsReadAndNotStored() throws Exception {
    Outcome outcome = sender.send(app.at(), TransferId.random(), "Hello,\nyou \u202e!");

    assertThat(outcome.problem()).isNull();
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(app.count("upload")).isZero();
    assertThat(app.offers().getFirst())
        .contains("\"fileType\":\"text/plain\"")
        .contains("Hello,\\nyou");
  }

  @Test
  void sendsAMessageBesideFilesAsAFile() throws Exception {
    Path tree = tree("Holiday").file("a.jpg", 10).done();

    Outcome outcome = sender.send(app.at(), TransferId.random(), "Hello", tree);

    assertThat(outcome.problem()).isNull();
    assertThat(app.offers()).hasSize(1);
    assertThat(arrived("message.txt")).hasContent("Hello");
    assertThat(arrived("Holiday/a.jpg")).exists();
  }

  @Test
  void namesEmptyFoldersAndLinksWhichLocalSendCannotCarry() throws Exception {
    Path tree = tree("t").file("full/a", 10).folder("empty/inner").link("link", "full/a").done();

    Outcome outcome = sender.send(app.at(), tree);

    assertThat(completed(outcome).receipt().files()).isEqualTo(1);
    assertThat(sender.events(TransferEvent.Skipped.class))
        .extracting(TransferEvent.Skipped::path)
        .containsExactlyInAnyOrder("t/empty/inner", "t/link");
  }

  @Test
  void saysSoIfThereIsNothingThatLocalSendCanCarry() throws Exception {
    Outcome outcome = sender.send(app.at(), tree("t").folder("empty").done());

    assertThat(outcome.problem()).isEqualTo(Problem.SOURCE);
    assertThat(app.requests()).isEmpty();
  }

  @Test
  void namesTheFilesThatTheReceiverLeftOut() throws Exception {
    Path tree = tree("t").file("a", 10).file("b", 20).file("c", 30).done();
    app.decision = AppDouble.only("t/b");

    Outcome outcome = sender.send(app.at(), tree);

    assertThat(outcome.problem()).isNull();
    assertThat(completed(outcome).receipt().files()).isEqualTo(1);
    assertThat(completed(outcome).receipt().skipped()).isEqualTo(2);
    assertThat(sender.events(TransferEvent.Skipped.class))
        .extracting(TransferEvent.Skipped::path)
        .containsExactlyInAnyOrder("t/a", "t/c");
    assertThat(arrived("t/a")).doesNotExist();
  }

  @Test
  void endsWellIfTheReceiverNeedsNoneOfIt() throws Exception {
    app.decision = offer -> java.util.Set.of();

    Outcome outcome = sender.send(app.at(), tree("t").file("a", 10).done());

    assertThat(outcome.problem()).isNull();
    assertThat(completed(outcome).receipt().files()).isZero();
    assertThat(completed(outcome).receipt().skipped()).isEqualTo(1);
  }

  @Test
  void saysThatItWasDeclined() throws Exception {
    app.decision = offer -> null;

    assertThat(sender.send(app.at(), tree("t").file("a", 10).done()))
        .isEqualTo(new Outcome.Declined("Rejected\u001b"));
  }

  @Test
  void waitsForABusyReceiver() throws Exception {
    app.busyFor = 3;

    Outcome outcome = sender.send(app.at(), tree("t").file("a", 10).done());

    assertThat(outcome.problem()).isNull();
    assertThat(app.count("prepare-upload")).isEqualTo(4);
    assertThat(sender.events(TransferEvent.Paused.class))
        .singleElement()
        .satisfies(paused -> assertThat(paused.problem()).isEqualTo(Problem.BUSY));
    assertThat(sender.events(TransferEvent.Resumed.class)).hasSize(1);
  }

  @Test
  void givesUpOnAReceiverThatStaysBusy() throws Exception {
    app.busyFor = Integer.MAX_VALUE;

    Outcome outcome =
        sender.withPatience(Duration.ZERO).send(app.at(), tree("t").file("a", 10).done());

    assertThat(outcome.problem()).isEqualTo(Problem.BUSY);
  }

  @Test
  void asksForThePinUntilItIsRight() throws Exception {
    app.pin = "47 11&";
    Deque<String> answers = new ArrayDeque<>(List.of("1234", "47 11&"));
    Deque<Boolean> wrong = new ArrayDeque<>();

    Outcome outcome =
        sender
            .withPins(before -> {
              wrong.add(before);
              return answers.poll();
            })
            .send(app.at(), tree("t").file("a", 10).done());

    assertThat(outcome.problem()).isNull();
    assertThat(wrong).containsExactly(false, true);
  }

  @Test
  void saysThatAPinIsAskedForIfNobodyKnowsIt() throws Exception {
    app.pin = "4711";

    assertThat(sender.send(app.at(), tree("t").file("a", 10).done()))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.problem()).isEqualTo(Problem.FORBIDDEN);
              assertThat(failed.message()).contains("asks for a PIN");
            });
  }

  @Test
  void triesNoMoreThanThreePins() throws Exception {
    app.pin = "4711";
    AtomicInteger asked = new AtomicInteger();

    Outcome outcome =
        sender
            .withPins(wrong -> "no" + asked.incrementAndGet())
            .send(app.at(), tree("t").file("a", 10).done());

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void holdsBackTheEndOfAFileThatChangesAndNamesIt() throws Exception {
    Path tree = tree("t").file("a", 3 * MEBI).file("b", 10).done();
    app.uploads =
        (name, attempt) ->
            name.equals("t/a")
                ? new AppDouble.Action.Midway(() -> append(tree.resolve("a")))
                : new AppDouble.Action.Take();

    Outcome outcome = sender.withLimit(8 * MEBI).send(app.at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    assertThat(completed(outcome).receipt().withdrawn())
        .singleElement()
        .satisfies(file -> assertThat(file.path()).isEqualTo("t/a"));
    assertThat(arrived("t/a")).doesNotExist();
    assertThat(arrived("t/b")).hasSize(10);
  }

  @Test
  void holdsBackASmallFileThatChangedAfterTheOffer() throws Exception {
    Path tree = tree("t").file("a", 1000).file("b", 10).done();
    app.decision =
        offer -> {
          append(tree.resolve("a"));
          return AppDouble.everything(offer);
        };

    Outcome outcome = sender.send(app.at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    assertThat(arrived("t/a")).doesNotExist();
    assertThat(arrived("t/b")).hasSize(10);
  }

  @Test
  void sendsAgainWhatArrivedChanged() throws Exception {
    Path tree = tree("t").file("a", 1000).done();
    app.uploads =
        (name, attempt) ->
            attempt < 3 ? new AppDouble.Action.Corrupt() : new AppDouble.Action.Take();

    Outcome outcome = sender.send(app.at(), tree);

    assertThat(outcome.problem()).isNull();
    assertThat(app.count("upload")).isEqualTo(3);
    assertThat(app.count("prepare-upload")).isEqualTo(1);
    assertThat(arrived("t/a")).hasSameBinaryContentAs(tree.resolve("a"));
  }

  @Test
  void takesBackAFileThatArrivesChangedThreeTimes() throws Exception {
    Path tree = tree("t").file("a", 1000).file("b", 10).done();
    app.uploads =
        (name, attempt) ->
            name.equals("t/a") ? new AppDouble.Action.Corrupt() : new AppDouble.Action.Take();

    Outcome outcome = sender.send(app.at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    assertThat(completed(outcome).receipt().withdrawn())
        .singleElement()
        .satisfies(file -> assertThat(file.reason()).contains("arrived changed"));
    assertThat(app.requests().stream().filter(line -> line.endsWith("/upload"))).hasSize(4);
    assertThat(arrived("t/b")).hasSize(10);
  }

  @Test
  void namesAFileThatTheReceiverCannotStoreAndSendsTheRest() throws Exception {
    Path tree = tree("t").file("a:b", 1000).file("c", 10).done();
    app.uploads =
        (name, attempt) ->
            name.equals("t/a:b") ? new AppDouble.Action.Say(500) : new AppDouble.Action.Take();

    Outcome outcome = sender.send(app.at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.INCOMPLETE);
    assertThat(completed(outcome).receipt().withdrawn())
        .singleElement()
        .satisfies(file -> assertThat(file.path()).isEqualTo("t/a:b"));
    assertThat(arrived("t/c")).hasSize(10);
  }

  @Test
  void stopsIfTheReceiverCanStoreNothing() throws Exception {
    app.uploads = (name, attempt) -> new AppDouble.Action.Say(500);

    Outcome outcome = sender.send(app.at(), tree("many").smallFiles("s", 20).done());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class,
            interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.DESTINATION));
    assertThat(app.count("upload")).isLessThan(20);
  }

  @ParameterizedTest
  @EnumSource(AppDouble.Version.class)
  void offersAgainWhatABrokenConnectionLeft(AppDouble.Version version) throws Exception {
    Path tree = tree("t").file("a", 1000).file("b", 3 * MEBI).file("c", 10).done();
    try (AppDouble other = AppDouble.open(version, folder.resolve("other"))) {
      other.uploads =
          (name, attempt) ->
              name.equals("t/b") && attempt == 1
                  ? new AppDouble.Action.Cut(MEBI)
                  : new AppDouble.Action.Take();

      Outcome outcome = sender.send(other.at(), tree);

      assertThat(outcome.problem()).isNull();
      assertThat(completed(outcome).receipt().files()).isEqualTo(3);
      assertThat(other.count("prepare-upload")).isEqualTo(2);
      assertThat(other.offers().getLast()).contains("t/b").doesNotContain("t/a", "t/c");
      assertThat(other.folder().resolve("t/b")).hasSameBinaryContentAs(tree.resolve("b"));
      assertThat(other.failures()).isEmpty();
    }
  }

  @Test
  void goesOnThroughALineThatBreaksAgainAndAgain() throws Exception {
    Path tree = tree("t").smallFiles("s", 30).file("big", 2 * MEBI).done();
    try (FaultProxy proxy = FaultProxy.to(app.address())) {
      proxy.set(new Fault.Reset(Fault.Direction.TO_TARGET, 3 * MEBI));

      Outcome outcome = sender.send(new Endpoint("127.0.0.1", proxy.port(), null), tree);

      assertThat(outcome.problem()).isNull();
    }
    assertThat(arrived("t/big")).hasSameBinaryContentAs(tree.resolve("big"));
  }

  @Test
  void asksOnlyOnceMoreIfTheReceiverHangsUpAndForgets() throws Exception {
    app.uploads = (name, attempt) -> new AppDouble.Action.Cut(100);

    Outcome outcome = sender.send(app.at(), tree("t").file("a", 1000).done());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class,
            interrupted -> assertThat(interrupted.problem()).isEqualTo(Problem.CANCELLED));
    assertThat(app.count("prepare-upload")).isEqualTo(2);
  }

  @Test
  void sendsTheRestAfterARestart() throws Exception {
    Path tree = tree("t").file("a", 1000).file("b", 2000).file("c", 3000).done();
    TransferId id = TransferId.random();
    app.uploads =
        (name, attempt) ->
            name.equals("t/b") ? new AppDouble.Action.Cut(100) : new AppDouble.Action.Take();
    Outcome first = sender.withPatience(Duration.ZERO).withUploads(1).send(app.at(), id, "x", tree);
    assertThat(first).isInstanceOf(Outcome.Interrupted.class);
    app.dropSession();
    app.uploads = (name, attempt) -> new AppDouble.Action.Take();

    SendingDevice later = new SendingDevice(folder.resolve("sender"));
    Outcome outcome = later.send(app.at(), id, "x", tree);

    assertThat(outcome.problem()).isNull();
    assertThat(completed(outcome).receipt().files()).isEqualTo(3);
    assertThat(completed(outcome).receipt().bytes()).isEqualTo(6000);
    assertThat(app.offers().getLast()).contains("t/b", "t/c").doesNotContain("t/a", "message");
    assertThat(arrived("t/c")).hasSize(3000);
  }

  @ParameterizedTest
  @EnumSource(AppDouble.Version.class)
  void endsWhenTheReceiverRefusesTokensInTheMiddle(AppDouble.Version version) throws Exception {
    Path tree = tree("many").smallFiles("s", 20).done();
    try (AppDouble other = AppDouble.open(version, folder.resolve("other"))) {
      AtomicInteger count = new AtomicInteger();
      other.uploads =
          (name, attempt) -> {
            if (count.incrementAndGet() == 5) {
              other.dropSession();
            }
            return new AppDouble.Action.Take();
          };

      Outcome outcome = sender.send(other.at(), tree);

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Failed.class,
              failed -> assertThat(failed.problem()).isEqualTo(Problem.CANCELLED));
      assertThat(other.count("prepare-upload")).isEqualTo(1);
    }
  }

  @Test
  void hearsARefusalInTheMiddleOfABigFile() throws Exception {
    app.uploads = (name, attempt) -> new AppDouble.Action.SayEarly(403);
    Path tree = tree("t").file("big", 40 * MEBI).done();

    Outcome outcome = sender.withLimit(16 * MEBI).send(app.at(), tree);

    assertThat(outcome.problem()).isEqualTo(Problem.CANCELLED);
    assertThat(sender.events(TransferEvent.Progress.class))
        .allSatisfy(progress -> assertThat(progress.done()).isLessThan(30 * MEBI));
  }

  @Test
  void endsWhenTheReceiverCancelsAtOurServer() throws Exception {
    AtomicReference<List<Boolean>> heard = new AtomicReference<>();
    InetAddress stranger = InetAddress.getByName("192.0.2.1");
    app.uploads =
        (name, attempt) ->
            new AppDouble.Action.Midway(() -> {
              String session = String.valueOf(app.session());
              boolean byAnotherDevice =
                  sender.open.cancel(
                      session,
                      dev.ferry.identity.Fingerprint.random(),
                      InetAddress.getLoopbackAddress());
              boolean fromElsewhere = sender.open.cancel(session, null, stranger);
              boolean byGuess = sender.open.cancel("guess", app.fingerprint(), stranger);
              boolean byIt = sender.open.cancel(session, app.fingerprint(), stranger);
              heard.set(List.of(byAnotherDevice, fromElsewhere, byGuess, byIt));
            });

    Outcome outcome =
        sender.withLimit(4 * MEBI).send(app.at(), tree("t").file("a", 16 * MEBI).done());

    assertThat(heard.get()).containsExactly(false, false, false, true);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.problem()).isEqualTo(Problem.CANCELLED));
  }

  @Test
  @SuppressWarnings("try") // closing from another thread is what is tested
  void tellsTheReceiverWhenItIsClosedAndGoesOnLater() throws Exception {
    Path tree = tree("t").file("a", 1000).file("big", 32 * MEBI).done();
    TransferId id = TransferId.random();
    CompletableFuture<Outcome> ended;
    try (LocalSendClient client = sender.withLimit(4 * MEBI).client(app.at());
        Outgoing outgoing = sender.outgoing(id, null, tree);
        LocalSendPush push = sender.push(client, outgoing)) {
      ended = run(push);
      org.awaitility.Awaitility.await().until(() -> Files.exists(arrived("t/a")));
      push.close();

      assertThat(ended.get()).isInstanceOf(Outcome.Interrupted.class);
    }
    assertThat(app.requests()).endsWith("POST /api/localsend/v2/cancel");
    assertThat(app.session()).isNull();

    Outcome second = new SendingDevice(folder.resolve("sender")).send(app.at(), id, null, tree);

    assertThat(second.problem()).isNull();
    assertThat(app.offers().getLast()).doesNotContain("t/a");
  }

  @Test
  @SuppressWarnings("try") // closing from another thread is what is tested
  void takesBackItsQuestionWhenItIsClosedWhileAPersonThinks() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    app.decision =
        offer -> {
          asked.countDown();
          awaitOn(never);
          return null;
        };
    try (LocalSendClient client = sender.client(app.at());
        Outgoing outgoing =
            sender.outgoing(TransferId.random(), null, tree("t").file("a", 10).done());
        LocalSendPush push = sender.push(client, outgoing)) {
      CompletableFuture<Outcome> ended = run(push);
      awaitOn(asked);
      push.close();

      assertThat(ended.get()).isInstanceOf(Outcome.Interrupted.class);
    }
    never.countDown();
    assertThat(app.fullRequests()).contains("POST /api/localsend/v2/cancel");
  }

  private static CompletableFuture<Outcome> run(LocalSendPush push) {
    CompletableFuture<Outcome> ended = new CompletableFuture<>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            ended.complete(push.run());
          } catch (Throwable e) {
            ended.completeExceptionally(e);
          }
        });
    return ended;
  }

  @Test
  void sendsInTheClearOnlyToAPlainAddress() throws Exception {
    try (AppDouble clear = AppDouble.openPlain(AppDouble.Version.V1_17, folder.resolve("clear"))) {
      SendingDevice anybody = new SendingDevice(folder.resolve("sender"));
      Path tree = tree("t").file("a", 1000).done();

      assertThat(anybody.send(clear.at(), tree).problem()).isNull();
      Outcome encrypted =
          anybody
              .withPatience(Duration.ZERO)
              .send(new Endpoint("127.0.0.1", clear.at().port(), null), tree);

      assertThat(encrypted).isInstanceOf(Outcome.Failed.class);
      assertThat(clear.offers()).hasSize(1);
    }
  }

  @Test
  void sendsNothingToAnotherDeviceThanTheExpectedOne() throws Exception {
    sender.expecting(dev.ferry.identity.Fingerprint.random());

    Outcome outcome = sender.send(app.at(), tree("t").file("a", 1000).done());

    assertThat(outcome.problem()).isEqualTo(Problem.IDENTITY_CHANGED);
    assertThat(app.requests()).isEmpty();
  }
}
