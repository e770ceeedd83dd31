package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ferry.inbox.ClashPolicy;
import dev.ferry.peer.LiveTransfer.State;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A desk shows what waits and runs, and takes answers from anywhere; the first counts. */
@Timeout(120)
class DeskTest {
  private static final long SOON = 60;

  @TempDir private Path folder;
  private Party ann;
  private Party bob;
  private Path note;

  @BeforeEach
  void open() throws Exception {
    ann = new Party(folder, "ann");
    bob = new Party(folder, "bob");
    note = Files.writeString(folder.resolve("note.txt"), "hello");
  }

  @AfterEach
  void close() {
    ann.close();
    bob.close();
  }

  private FutureTask<Outcome> send(Receiving to, Path path) {
    return Party.meanwhile(
        () -> ann.peer().send(SendOptions.of(at(to), path).withTransport(Party.impatient())));
  }

  /** The rule that lets nobody in. */
  private static boolean nobody(Offer offer) {
    return false;
  }

  private static WaitingOffer awaitOffer(Desk desk) {
    return await()
        .atMost(Duration.ofSeconds(SOON))
        .until(() -> desk.snapshot().offers(), offers -> !offers.isEmpty())
        .getFirst();
  }

  @Test
  void offersWaitUntilSomebodyAnswersAndTheFirstAnswerCounts() throws Exception {
    List<DeskNews> heard = new CopyOnWriteArrayList<>();
    try (Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Desk.Subscription _ = desk.listen(heard::add);
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      WaitingOffer offer = awaitOffer(desk);
      TransferId id = offer.offer().id();
      assertThat(offer.offer().from().alias()).isEqualTo("ann");
      assertThat(desk.transfer(id).orElseThrow().state()).isEqualTo(State.OFFERED);
      assertThat(sending.isDone()).isFalse();

      assertThat(desk.answer(offer, new Answer.All(null), "page")).isTrue();
      assertThat(desk.answer(offer, new Answer.Decline(""), "shell")).as("too late").isFalse();
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Completed.class);
      receiving.awaitEnded(1);

      assertThat(bob.inbox.resolve("note.txt")).hasContent("hello");
      assertThat(desk.snapshot().offers()).isEmpty();
      assertThat(desk.snapshot().running()).isEmpty();
      assertThat(desk.snapshot().ended())
          .singleElement()
          .satisfies(end -> {
            assertThat(end.id()).isEqualTo(id);
            assertThat(end.number()).isEqualTo(offer.number());
            assertThat(end.title()).isEqualTo("note.txt");
            assertThat(end.outcome()).isInstanceOf(Outcome.Completed.class);
          });
    }
    assertThat(heard).filteredOn(DeskNews.Waits.class::isInstance).hasSize(1);
    assertThat(heard)
        .filteredOn(DeskNews.Answered.class::isInstance)
        .singleElement()
        .satisfies(news -> assertThat(((DeskNews.Answered) news).by()).isEqualTo("page"));
    assertThat(heard.stream().map(DeskNews::seq))
        .as("no gap and no repetition")
        .containsExactlyElementsOf(LongStream.rangeClosed(1, heard.size()).boxed().toList());
  }

  @Test
  void whatComesSinceUnderTheIdOfAnOfferHasAnotherNumber() throws Exception {
    try (Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      WaitingOffer first = awaitOffer(desk);
      TransferId id = first.offer().id();
      assertThat(desk.answer(first, new Answer.Decline(""), "page")).isTrue();
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Declined.class);
      await()
          .atMost(Duration.ofSeconds(SOON))
          .until(() -> desk.transfer(id).orElseThrow().state() == State.ENDED);

      WaitingOffer second = again(desk, first.offer());
      assertThat(second.number()).isNotEqualTo(first.number());
    }
  }

  @Test
  void whatComesUnderTheIdOfWhatWeSendIsAnotherTransfer() throws Exception {
    try (Desk anns = Desk.of(ann.peer(), DeskTest::nobody, by -> {});
        Desk bobs = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Receiving receiving = bob.receive(bobs)) {
      FutureTask<Outcome> sending = send(receiving, note);
      Offer sent = awaitOffer(bobs).offer();
      int number = anns.transfer(sent.id()).orElseThrow().number();

      WaitingOffer back = again(anns, sent);
      assertThat(back.number()).isNotEqualTo(number);
      assertThat(anns.transfer(sent.id()).orElseThrow().direction()).isEqualTo(Direction.SEND);
      assertThat(sending.isDone()).isFalse();
    }
  }

  /** Somebody makes another offer under an id that was used before; it is declined at once. */
  private static WaitingOffer again(Desk desk, Offer before) throws Exception {
    FutureTask<Answer> asking = new FutureTask<>(() -> desk.decide(renamed(before)));
    Thread.ofVirtual().start(asking);
    WaitingOffer waiting = awaitOffer(desk);
    desk.answer(waiting, new Answer.Decline("no"), "page");
    asking.get(SOON, TimeUnit.SECONDS);
    return waiting;
  }

  @Test
  void ofManyWhoAnswerAtOnceOneCounts() throws Exception {
    try (Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      WaitingOffer offer = awaitOffer(desk);
      AtomicInteger counted = new AtomicInteger();
      List<Thread> askers =
          LongStream.range(0, 8)
              .mapToObj(i ->
                  Thread.startVirtualThread(() -> {
                    if (desk.answer(offer, new Answer.Decline("no " + i), "one of many")) {
                      counted.incrementAndGet();
                    }
                  }))
              .toList();
      for (Thread asker : askers) {
        asker.join();
      }
      assertThat(counted).hasValue(1);
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Declined.class);
    }
  }

  @Test
  void offerWhoseSenderVanishedIsGone() throws Exception {
    List<DeskNews> heard = new CopyOnWriteArrayList<>();
    try (Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Desk.Subscription _ = desk.listen(heard::add);
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      WaitingOffer offer = awaitOffer(desk);
      ann.peer().close();
      await()
          .atMost(Duration.ofSeconds(SOON))
          .until(() -> heard.stream().anyMatch(DeskNews.Gone.class::isInstance));
      assertThat(desk.answer(offer, new Answer.All(null), "page")).isFalse();
      assertThat(desk.offer(offer.offer().id())).isEmpty();
      assertThat(sending.get(SOON, TimeUnit.SECONDS).problem()).isNotNull();
    }
  }

  @Test
  void anotherOfferWithTheSameIdIsDeclinedAndTheAnswerToTheFirstIsNotItsAnswer() throws Exception {
    try (Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      WaitingOffer first = awaitOffer(desk);
      Offer other = renamed(first.offer());

      assertThat(desk.decide(other)).isEqualTo(new Answer.Decline("this transfer id is taken"));
      assertThat(desk.snapshot().offers()).containsExactly(first);
      assertThat(desk.answer(other, new Answer.All(null), "page")).isFalse();
      assertThat(desk.answer(first, new Answer.All(null), "page")).isTrue();
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Completed.class);
    }
  }

  @Test
  void anAnswerToWhatWasSeenDoesNotCountForWhatCameSinceUnderItsId() throws Exception {
    try (Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      WaitingOffer first = awaitOffer(desk);
      assertThat(desk.answer(first, new Answer.Decline(""), "page")).isTrue();
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Declined.class);

      FutureTask<Answer> asking = new FutureTask<>(() -> desk.decide(renamed(first.offer())));
      Thread.ofVirtual().start(asking);
      WaitingOffer second = awaitOffer(desk);
      assertThat(second.since()).isAfter(first.since());
      assertThat(desk.answer(first, new Answer.All(null), "page")).isFalse();
      assertThat(desk.answer(second, new Answer.Decline("no"), "page")).isTrue();
      assertThat(asking.get(SOON, TimeUnit.SECONDS)).isEqualTo(new Answer.Decline("no"));
    }
  }

  /** Something else under the same id. */
  private static Offer renamed(Offer offer) {
    return new Offer(
        offer.id(),
        offer.from(),
        "something else",
        offer.text(),
        offer.plan(),
        offer.manifest(),
        offer.destination(),
        offer.glimpses());
  }

  @Test
  void ruleLetsInWithoutAnAnswerAndIsTold() throws Exception {
    List<DeskNews> heard = new CopyOnWriteArrayList<>();
    try (Desk desk = Desk.of(bob.peer(), offer -> true, by -> {});
        Desk.Subscription _ = desk.listen(heard::add);
        Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Completed.class);
    }
    assertThat(heard)
        .filteredOn(DeskNews.Waits.class::isInstance)
        .singleElement()
        .satisfies(news -> assertThat(((DeskNews.Waits) news).asked()).isFalse());
  }

  @Test
  void whatMovesIsShownWithItsSpeedOnBothSides() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    try (Desk annsDesk = Desk.of(ann.peer(), DeskTest::nobody, by -> {});
        Desk bobsDesk = Desk.of(bob.peer(), offer -> true, by -> {});
        Receiving receiving = bob.receive(bobsDesk, 0, Party.SLOWLY)) {
      FutureTask<Outcome> sending = send(receiving, big);
      for (Desk desk : List.of(annsDesk, bobsDesk)) {
        LiveTransfer moving =
            await()
                .atMost(Duration.ofSeconds(SOON))
                .until(
                    () ->
                        desk.snapshot().running().stream()
                            .filter(live -> live.bytesPerSecond() > 0)
                            .findFirst(),
                    found -> found.isPresent())
                .orElseThrow();
        assertThat(moving.state()).isEqualTo(State.MOVING);
        assertThat(moving.total()).isEqualTo(Files.size(big));
        assertThat(moving.done()).isPositive();
        assertThat(moving.bytesPerSecond()).isLessThan(4 * Party.SLOWLY);
        assertThat(moving.speed().bytes()).isNotEmpty();
      }
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Completed.class);
    }
  }

  @Test
  void closingDeclinesWhatWaits() throws Exception {
    Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
    try (Receiving receiving = bob.receive(desk)) {
      FutureTask<Outcome> sending = send(receiving, note);
      awaitOffer(desk);
      desk.close();
      assertThat(sending.get(SOON, TimeUnit.SECONDS)).isInstanceOf(Outcome.Declined.class);
    }
  }

  @Test
  void whatComesAfterTheEndIsDeclined() throws Exception {
    Desk desk = Desk.of(bob.peer(), DeskTest::nobody, by -> {});
    desk.close();
    try (Receiving receiving = bob.receive(desk)) {
      assertThat(send(receiving, note).get(SOON, TimeUnit.SECONDS))
          .isInstanceOf(Outcome.Declined.class);
      assertThat(desk.snapshot().offers()).isEmpty();
    }
  }

  @Test
  void transferThatFailsBeforeItWasOfferedEndsOnTheDeskToo() throws Exception {
    Path kept = ann.peer().self().home();
    try (Desk desk = Desk.of(ann.peer(), DeskTest::nobody, by -> {});
        Peer.Watch _ =
            ann.peer()
                .watch(event -> {
                  if (event instanceof TransferEvent.Connected) {
                    losePlaceOf(event.id(), kept);
                  }
                });
        Receiving receiving = bob.receive(offer -> new Answer.All(null))) {
      assertThatThrownBy(() -> ann.peer().send(SendOptions.of(at(receiving), note)))
          .isInstanceOf(IOException.class);
      assertThat(desk.snapshot().running()).isEmpty();
      assertThat(desk.snapshot().ended())
          .singleElement()
          .satisfies(end -> assertThat(end.outcome()).isInstanceOf(Outcome.Failed.class));
    }
  }

  /** What a transfer needs in its home vanishes. */
  private static void losePlaceOf(TransferId id, Path home) {
    try (Stream<Path> all = Files.walk(home)) {
      List<Path> lost =
          all.filter(path -> path.toString().contains(id.text()))
              .sorted(Comparator.reverseOrder())
              .toList();
      for (Path path : lost) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fewThatEndedAreKeptAndTheOldestGoFirst() throws Exception {
    try (Desk desk = Desk.of(bob.peer(), offer -> true, by -> {});
        Receiving receiving = bob.receive(desk)) {
      PeerAddress to =
          new PeerAddress(at(receiving).host(), at(receiving).port())
              .expecting(bob.peer().self().fingerprint());
      for (int i = 0; i < Desk.MOST_ENDED + 5; i++) {
        ann.peer()
            .send(
                new SendOptions(
                    to,
                    List.of(),
                    "text " + i,
                    "t" + i,
                    ClashPolicy.KEEP_BOTH,
                    SendOptions.Filter.everything(),
                    Party.impatient(),
                    PinSource.none(),
                    Via.DIRECT,
                    true));
      }
      receiving.awaitEnded(Desk.MOST_ENDED + 5);
      List<LiveTransfer> ended = desk.snapshot().ended();
      assertThat(ended).hasSize(Desk.MOST_ENDED);
      assertThat(ended.getFirst().number()).isEqualTo(Desk.MOST_ENDED + 5);
      assertThat(ended.getLast().number()).isEqualTo(6);
    }
  }
}
