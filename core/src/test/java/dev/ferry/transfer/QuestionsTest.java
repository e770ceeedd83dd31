package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is asked about an offer, how often, and whose offer it is then. */
@Timeout(60)
class QuestionsTest extends OfferedTree {
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
      assertThat(receiving.outcome())
          .isInstanceOfSatisfying(
              Outcome.Failed.class, e -> assertThat(e.problem()).isEqualTo(Problem.FAILED));
      receiving.approver(answering(new Answer.All(null)));
      assertThat(receiving.accept(outgoing).missing().isEmpty()).isFalse();
    }
  }

  @Test
  void aDiskThatFailsAfterTheAnswerEndsTheOfferForBothSides() throws Exception {
    sending = new SendingSide(folder.resolve("text")).text("hello");
    Path records = receiving.home().file("incoming");
    receiving.approver(offer -> {
      breakFolder(records);
      return new Answer.All(null);
    });
    try (Outgoing outgoing = sending.open()) {
      assertThatThrownBy(() -> receiving.offer(outgoing, ReceivingSide.ANN))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.DESTINATION));
    }
    assertThat(receiving.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, e -> assertThat(e.problem()).isEqualTo(Problem.DESTINATION));
  }

  private static void breakFolder(Path records) {
    try {
      Files.move(records, records.resolveSibling("elsewhere"));
      Files.createFile(records);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
  void whileAnOfferIsAskedAboutNobodyElseOffersUnderItsId() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    receiving.approver(offer -> {
      asked.incrementAndGet();
      asking.countDown();
      answered.await();
      return new Answer.All(null);
    });
    try (Outgoing outgoing = sending.open();
        PendingOffer other =
            receiving.receiver().begin(outgoing.header(), ReceivingSide.STRANGER)) {
      outgoing.list(entry -> {});
      CompletableFuture<Decision> first = offerElsewhere(outgoing);
      asking.await();

      assertThatThrownBy(() -> receiving.receiver().decide(other))
          .isInstanceOfSatisfying(
              TransferException.class, e -> assertThat(e.problem()).isEqualTo(Problem.BAD_REQUEST));

      answered.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(Decision.Accepted.class);
      assertThat(asked).hasValue(1);
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
}
