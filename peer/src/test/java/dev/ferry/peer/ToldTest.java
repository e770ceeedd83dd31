package dev.ferry.peer;

import static dev.ferry.peer.Party.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.peer.ShareOptions.Access;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferEvent.Accepted;
import dev.ferry.transfer.TransferEvent.Connected;
import dev.ferry.transfer.TransferEvent.Ended;
import dev.ferry.transfer.TransferEvent.Offered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a transfer on either side: each beginning and end once, with who and what. */
@Timeout(120)
class ToldTest {
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

  private SendOptions sending(PeerAddress to, Path path) {
    return SendOptions.of(to, path).withTransport(Party.impatient());
  }

  @Test
  void bothSidesOfASendTellItsWholeLife() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything())) {
      ann.peer().send(sending(at(receiving), note));
    }
    assertThat(ann.told().kinds())
        .containsExactly("Connected", "Offered", "Accepted", "Publishing", "Ended");
    assertThat(bob.told().kinds()).containsExactly("Offered", "Accepted", "Publishing", "Ended");
  }

  @Test
  void sharerIsToldWhoGetsWhatAndItsEnd() throws Exception {
    try (Sharing sharing = bob.share(Access.PUBLIC, note)) {
      assertThat(ann.peer().get(ann.getting(at(sharing), "note.txt")).problem()).isNull();
    }
    assertThat(bob.told().kinds()).containsExactly("Connected", "Offered", "Accepted", "Ended");
    assertThat(bob.told().all(Connected.class).getFirst().peer().alias()).isEqualTo("ann");
    assertThat(bob.told().all(Offered.class).getFirst().title()).isEqualTo("note.txt");
    assertThat(bob.told().all(Ended.class).getFirst().outcome())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void receiverThatStopsTellsAnEndOfEachTransfer() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    Receiving receiving = bob.receive(Approver.everything(), 0, Party.SLOWLY);
    FutureTask<Outcome> send = Party.meanwhile(() -> ann.peer().send(sending(at(receiving), big)));
    bob.told().awaitProgress(Party.MEBI);
    receiving.close();

    assertThat(bob.told().all(Ended.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.outcome().problem()).isEqualTo(Problem.INTERRUPTED));
    assertThat(send.get()).isInstanceOf(Outcome.Interrupted.class);
  }

  @Test
  void receiverThatWasStartedAnewTellsWhatItHoldsAlready() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    Receiving first = bob.receive(Approver.everything(), 0, Party.SLOWLY);
    FutureTask<Outcome> send =
        Party.meanwhile(() ->
            ann.peer()
                .send(
                    SendOptions.of(at(first), big)
                        .withTransport(
                            TransportOptions.standard().withPatience(Duration.ofSeconds(60)))));
    bob.told().awaitProgress(10L * Party.MEBI);
    bob.restart();
    try (Receiving second = bob.receive(Approver.everything(), first.port(), 0)) {
      assertThat(send.get().problem()).isNull();
      second.awaitEnded(1);
    }
    assertThat(bob.told().all(Accepted.class))
        .singleElement()
        .satisfies(accepted -> {
          assertThat(accepted.held()).isGreaterThan(4L * Party.MEBI);
          assertThat(accepted.peer().alias()).isEqualTo("ann");
        });
    assertThat(bob.told().all(Ended.class))
        .singleElement()
        .satisfies(ended -> assertThat(ended.title()).isEqualTo("big"));
  }

  @Test
  void offerWhoseSenderVanishedEnds() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Approver undecided =
        offer -> {
          never.await();
          return Approver.everything().decide(offer);
        };
    try (Receiving receiving = bob.receive(undecided)) {
      FutureTask<Outcome> send =
          Party.meanwhile(() -> ann.peer().send(sending(at(receiving), note)));
      bob.told().await1(Offered.class);
      ann.peer().close();

      Ended ended = bob.told().await1(Ended.class);
      assertThat(ended.outcome().problem()).isEqualTo(Problem.UNREACHABLE);
      assertThat(ended.title()).isEqualTo("note.txt");
      assertThat(send.get().problem()).isEqualTo(Problem.INTERRUPTED);
    }
    assertThat(bob.told().all(Ended.class)).hasSize(1);
  }

  @Test
  void keptTransfersSayHowFarTheyAre() throws Exception {
    Path big = Party.bigFile(folder.resolve("source"));
    long size = Files.size(big);
    try (Sharing sharing = bob.share(Access.PUBLIC, big)) {
      FutureTask<Outcome> get =
          Party.meanwhile(() -> ann.peer().get(ann.getting(at(sharing), "big")));
      ann.told().awaitProgress(5L * Party.MEBI);
      ann.peer().close();
      get.get();
    }
    assertThat(ann.peer().transfers())
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.total()).isEqualTo(size);
          assertThat(kept.done()).isBetween(4L * Party.MEBI, size - 1);
        });
  }

  @Test
  void peerThatCalledCanBeCalledBackIfItListens() throws Exception {
    try (Receiving receiving = bob.receive(Approver.everything())) {
      ann.peer().send(sending(at(receiving), note));
      assertThat(bob.peer().known())
          .singleElement()
          .satisfies(known -> assertThat(known.address()).isEmpty());
      try (Receiving annReceives = ann.receive(Approver.everything())) {
        ann.peer().send(sending(at(receiving), note));
        assertThat(bob.peer().known())
            .singleElement()
            .satisfies(known -> assertThat(known.address()).isEqualTo("" + at(annReceives)));
      }
      ann.peer().send(sending(at(receiving), note));
      assertThat(bob.peer().known())
          .singleElement()
          .satisfies(known -> assertThat(known.address()).isNotEmpty());
    }
  }
}
