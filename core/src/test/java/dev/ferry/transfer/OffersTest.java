package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.EntrySet;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is asked, about what, how often, and what the answer does. */
@Timeout(60)
class OffersTest {
  private static final RemotePeer KNOWN =
      new RemotePeer(
          "Ann", ReceivingSide.ANN.fingerprint(), ReceivingSide.ANN.address(), Standing.KNOWN);

  @TempDir Path folder;

  private Path tree;
  private SendingSide sending;
  private ReceivingSide receiving;
  private final AtomicInteger asked = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    tree =
        new TreeMaker(folder.resolve("tree"), 1)
            .text("one.txt", "new", "rw-r--r--")
            .text("two.txt", "two", "rw-r--r--")
            .done();
    sending = new SendingSide(folder.resolve("state"), tree);
    receiving = new ReceivingSide(folder).approver(answering(new Answer.All(null)));
  }

  @AfterEach
  void close() throws IOException {
    receiving.close();
  }

  @ParameterizedTest
  @CsvSource({
    // wish, laid down, fixed, approver's, then what one.txt holds and whether it stands beside
    "KEEP_BOTH, KEEP_BOTH, false, , old, true",
    "UPDATE,    KEEP_BOTH, false, , old, true",
    "UPDATE,    UPDATE,    false, , new, false",
    "UPDATE,    SKIP,      false, , old, false",
    "UPDATE,    KEEP_BOTH, false, UPDATE, new, false",
    "UPDATE,    KEEP_BOTH, true,  , old, true",
    "SKIP,      KEEP_BOTH, false, , old, false",
    "SKIP,      KEEP_BOTH, true,  , old, true",
    "SKIP,      KEEP_BOTH, false, KEEP_BOTH, old, true",
    "KEEP_BOTH, UPDATE,    true,  , new, false",
    "KEEP_BOTH, UPDATE,    false, , old, true",
    "FAIL,      KEEP_BOTH, true,  , old, true",
  })
  void whoeverMayDecideAboutFilesThatExistDoes(
      ClashPolicy wish,
      ClashPolicy laidDown,
      boolean fixed,
      ClashPolicy chosen,
      String content,
      boolean beside)
      throws Exception {
    existing("old");
    receiving
        .rules(new Receiver.Rules(laidDown, fixed, false))
        .approver(answering(new Answer.All(chosen)));
    sending.wish(wish);
    try (Outgoing outgoing = sending.open()) {
      Carrier.finish(outgoing, receiving.accept(outgoing));
    }
    assertThat(arrived("one.txt")).hasContent(content);
    assertThat(Files.exists(arrived("one (2).txt"))).isEqualTo(beside);
    assertThat(arrived("two.txt")).hasContent("two");
  }

  @Test
  void aWishToFailFailsBeforeAnybodyIsAsked() throws Exception {
    existing("old");
    sending.wish(ClashPolicy.FAIL);
    assertRefused(Problem.CLASH);
    assertThat(asked).hasValue(0);
    assertThat(arrived("two.txt")).doesNotExist();
  }

  @Test
  void anApproverWhoChoosesToFailFailsWithoutATrace() throws Exception {
    existing("old");
    receiving.approver(answering(new Answer.All(ClashPolicy.FAIL)));
    assertRefused(Problem.CLASH);
    assertThat(receiving.staging()).doesNotExist();
    assertThat(receiving.receiver().find(sending.id(), ReceivingSide.ANN.fingerprint())).isEmpty();
  }

  @Test
  void aWishToFailIsFineWhereNothingClashes() throws Exception {
    sending.wish(ClashPolicy.FAIL);
    try (Outgoing outgoing = sending.open()) {
      assertThat(Carrier.finish(outgoing, receiving.accept(outgoing)).files()).isEqualTo(2);
    }
  }

  @Test
  void aStrangersHashesAreComparedOnlyOnceAPersonHasSaidYes() throws Exception {
    existing("new");
    Files.setLastModifiedTime(arrived("one.txt"), FileTime.fromMillis(1));
    sending.contentHashes();
    receiving.approver(offer -> {
      asked.incrementAndGet();
      assertThat(offer.plan().same()).as("found by reading for a stranger").isZero();
      return new Answer.All(null);
    });
    try (Outgoing outgoing = sending.open()) {
      assertThat(Carrier.finish(outgoing, receiving.accept(outgoing)).files()).isEqualTo(1);
    }
    assertThat(asked).hasValue(1);
    assertThat(arrived("one (2).txt")).doesNotExist();
  }

  @Test
  void ofAStrangersHashesOnlyThePickedOnesCount() throws Exception {
    existing("old");
    sending.contentHashes();
    receiving.approver(
        answering(new Answer.Some(EntrySet.ofRuns(List.of(new EntrySet.Run(1, 2))))));
    try (Outgoing outgoing = sending.open()) {
      assertThat(Carrier.finish(outgoing, receiving.accept(outgoing)).files()).isEqualTo(1);
    }
    assertThat(arrived("one (2).txt")).hasContent("new");
    assertThat(arrived("two.txt")).doesNotExist();
  }

  @Test
  void aKnownPeersHashesAreComparedBeforeAnybodyIsAsked() throws Exception {
    existing("new");
    Files.setLastModifiedTime(arrived("one.txt"), FileTime.fromMillis(1));
    sending.contentHashes();
    receiving.approver(offer -> {
      assertThat(offer.plan().same()).isEqualTo(1);
      return new Answer.Decline("seen");
    });
    try (Outgoing outgoing = sending.open()) {
      assertThat(receiving.offer(outgoing, KNOWN)).isEqualTo(new Decision.Declined("seen"));
    }
  }

  @Test
  void onlyWhatWasAcceptedTravels() throws Exception {
    receiving.approver(
        answering(new Answer.Some(EntrySet.ofRuns(List.of(new EntrySet.Run(2, 3))))));
    try (Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      assertThat(incoming.length()).isEqualTo(3);
      assertThat(Carrier.finish(outgoing, incoming).files()).isEqualTo(1);
    }
    assertThat(arrived("two.txt")).hasContent("two");
    assertThat(arrived("one.txt")).doesNotExist();
  }

  @Test
  void anOfferThatIsDeclinedLeavesNothing() throws Exception {
    receiving.approver(answering(new Answer.Decline("not today")));
    try (Outgoing outgoing = sending.open()) {
      assertThat(receiving.offer(outgoing, ReceivingSide.ANN))
          .isEqualTo(new Decision.Declined("not today"));
    }
    assertThat(receiving.outcome()).isEqualTo(new Outcome.Declined("not today"));
    assertThat(receiving.staging()).doesNotExist();
    receiving.restart();
    assertThat(receiving.receiver().incoming()).isEmpty();
  }

  @Test
  void aTextAloneIsTakenOnceAndRemembered() throws Exception {
    sending = new SendingSide(folder.resolve("text")).text("hello");
    try (Outgoing outgoing = sending.open()) {
      Decision decision = receiving.offer(outgoing, ReceivingSide.ANN);
      assertThat(decision).isInstanceOf(Decision.Done.class);
      assertThat(receiving.offer(outgoing, ReceivingSide.ANN)).isEqualTo(decision);
    }
    assertThat(asked).hasValue(1);
    assertThat(receiving.events(TransferEvent.TextArrived.class))
        .singleElement()
        .satisfies(text -> assertThat(text.text()).isEqualTo("hello"));
    assertThat(receiving.events(TransferEvent.Ended.class)).hasSize(1);
  }

  @Test
  void aTextWithFilesComesWithTheAcceptance() throws Exception {
    sending.text("see these");
    try (Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      assertThat(receiving.events(TransferEvent.TextArrived.class)).hasSize(1);
      assertThat(Carrier.finish(outgoing, incoming).files()).isEqualTo(2);
    }
  }

  @Test
  void whatWasAcceptedIsNotAskedAboutAgain() throws Exception {
    try (Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      assertThat(receiving.accept(outgoing)).isSameAs(incoming);
      receiving.restart();
      receiving.accept(outgoing);
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void theSameOfferOverAnotherConnectionTakesTheQuestionOver() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    receiving.approver(offer -> {
      if (asked.incrementAndGet() == 1) {
        asking.countDown();
        never.await();
      }
      return new Answer.All(null);
    });
    try (Outgoing outgoing = sending.open()) {
      outgoing.list(entry -> {});
      CompletableFuture<Decision> first = offerElsewhere(outgoing);
      asking.await();

      Decision second = receiving.offer(outgoing, ReceivingSide.ANN);

      assertThat(second).isInstanceOf(Decision.Accepted.class);
      assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void anAnswerGivenAtTheLastMomentHoldsForTheConnectionThatFollows() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    receiving.approver(offer -> {
      asked.incrementAndGet();
      asking.countDown();
      awaitInterrupt();
      return new Answer.All(null);
    });
    try (Outgoing outgoing = sending.open()) {
      outgoing.list(entry -> {});
      CompletableFuture<Decision> first = offerElsewhere(outgoing);
      asking.await();

      Decision second = receiving.offer(outgoing, ReceivingSide.ANN);

      assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(second);
      assertThat(asked).hasValue(1);
      assertThat(receiving.find(sending.id()).missing().bytes()).isEqualTo(6);
    }
  }

  @Test
  void anAnswerIsCarriedOutEvenIfTheAskerIsGoneByThen() throws Exception {
    receiving.approver(offer -> {
      Thread.currentThread().interrupt();
      return new Answer.All(null);
    });
    try (Outgoing outgoing = sending.open()) {
      Decision decision = receiving.offer(outgoing, ReceivingSide.ANN);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(decision).isInstanceOf(Decision.Accepted.class);
      assertThat(receiving.find(sending.id()).missing().bytes()).isEqualTo(6);
    }
  }

  @Test
  void anApproverThatFailsDoesNotBlockTheNextQuestion() throws Exception {
    receiving.approver(offer -> {
      throw new IllegalStateException("a defect");
    });
    try (Outgoing outgoing = sending.open()) {
      assertThatThrownBy(() -> receiving.offer(outgoing, ReceivingSide.ANN))
          .isInstanceOf(IllegalStateException.class);
      receiving.approver(answering(new Answer.All(null)));
      assertThat(receiving.accept(outgoing).missing().isEmpty()).isFalse();
    }
  }

  @Test
  void endingToReceiveEndsQuestions() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    receiving.approver(offer -> {
      asking.countDown();
      new CountDownLatch(1).await();
      throw new AssertionError("never");
    });
    try (Outgoing outgoing = sending.open()) {
      outgoing.list(entry -> {});
      CompletableFuture<Decision> first = offerElsewhere(outgoing);
      asking.await();
      receiving.close();
      assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void aStrangerNeverSeesATransfer() throws Exception {
    try (Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      assertStrangerSeesNothing(outgoing);
      receiving.restart();
      assertStrangerSeesNothing(outgoing);
      Carrier.finish(outgoing, receiving.find(incoming.id()));
      assertStrangerSeesNothing(outgoing);
    }
    assertThat(asked).hasValue(1);
  }

  private void assertStrangerSeesNothing(Outgoing outgoing) throws IOException {
    Receiver receiver = receiving.receiver();
    assertThat(receiver.find(sending.id(), ReceivingSide.STRANGER.fingerprint())).isEmpty();
    assertThat(receiver.receipt(sending.id(), ReceivingSide.STRANGER.fingerprint())).isEmpty();
    assertThatThrownBy(() -> receiver.begin(outgoing.header(), ReceivingSide.STRANGER))
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
  }

  @Test
  void ofTwoWhoOfferTheSameIdTheFirstOneAcceptedKeepsIt() throws Exception {
    try (Outgoing outgoing = sending.open();
        PendingOffer other =
            receiving.receiver().begin(outgoing.header(), ReceivingSide.STRANGER)) {
      outgoing.list(other::add);
      receiving.accept(outgoing);

      assertThatThrownBy(() -> receiving.receiver().decide(other))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
      Carrier.finish(outgoing, receiving.find(sending.id()));
    }
  }

  @Test
  void aTextDoesNotTakeTheIdOfAnotherPeersThatWasAcceptedMeanwhile() throws Exception {
    sending = new SendingSide(folder.resolve("text")).text("hello");
    try (Outgoing outgoing = sending.open();
        PendingOffer other =
            receiving.receiver().begin(outgoing.header(), ReceivingSide.STRANGER)) {
      receiving.offer(outgoing, ReceivingSide.ANN);

      assertThatThrownBy(() -> receiving.receiver().decide(other))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
      assertThat(receiving.receiver().receipt(sending.id(), ReceivingSide.ANN.fingerprint()))
          .isPresent();
    }
  }

  @Test
  void aManifestThatBreaksTheRulesIsRefusedAsAWhole() throws Exception {
    try (Outgoing outgoing = sending.open();
        PendingOffer pending = receiving.receiver().begin(outgoing.header(), ReceivingSide.ANN)) {
      outgoing.list(pending::add);
      assertThatThrownBy(() -> outgoing.list(pending::add))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));
    }
  }

  private CompletableFuture<Decision> offerElsewhere(Outgoing outgoing) {
    CompletableFuture<Decision> decided = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            decided.complete(receiving.offer(outgoing, ReceivingSide.ANN));
          } catch (Exception e) {
            decided.completeExceptionally(e);
          }
        });
    return decided;
  }

  private static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Approver answering(Answer answer) {
    return offer -> {
      asked.incrementAndGet();
      return answer;
    };
  }

  private void assertRefused(Problem problem) throws IOException {
    try (Outgoing outgoing = sending.open()) {
      assertThatThrownBy(() -> receiving.offer(outgoing, ReceivingSide.ANN))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }
  }

  private void existing(String content) throws IOException {
    Files.createDirectories(arrived(""));
    Files.writeString(arrived("one.txt"), content);
  }

  private Path arrived(String name) {
    return receiving.inbox().resolve("tree").resolve(name);
  }
}
