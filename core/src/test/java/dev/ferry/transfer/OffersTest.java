package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.EntrySet;
import dev.ferry.transfer.Approver.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted of an offer, and what the answer does. */
@Timeout(60)
class OffersTest extends OfferedTree {
  private static final RemotePeer KNOWN =
      new RemotePeer(
          "Ann", ReceivingSide.ANN.fingerprint(), ReceivingSide.ANN.address(), Standing.KNOWN);

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
  void aWishOfAKnownPeerToFailFailsBeforeAnybodyIsAsked() throws Exception {
    existing("old");
    sending.wish(ClashPolicy.FAIL);
    assertRefused(KNOWN, Problem.CLASH);
    assertThat(asked).hasValue(0);
    assertThat(arrived("two.txt")).doesNotExist();
  }

  @Test
  void aStrangersWishToFailTellsNothingOfTheInboxBeforeAPersonHasAnswered() throws Exception {
    existing("old");
    sending.wish(ClashPolicy.FAIL);
    receiving.approver(offer -> {
      asked.incrementAndGet();
      return new Answer.Decline("no");
    });
    try (Outgoing outgoing = sending.open()) {
      assertThat(receiving.offer(outgoing, ReceivingSide.ANN))
          .isEqualTo(new Decision.Declined("no"));
    }
    assertThat(asked).hasValue(1);
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

  private void assertRefused(Problem problem) throws IOException {
    assertRefused(ReceivingSide.ANN, problem);
  }

  private void assertRefused(RemotePeer from, Problem problem) throws IOException {
    try (Outgoing outgoing = sending.open()) {
      assertThatThrownBy(() -> receiving.offer(outgoing, from))
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
