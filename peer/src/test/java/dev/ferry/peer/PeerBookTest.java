package dev.ferry.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.manifest.FileKinds;
import dev.ferry.store.History;
import dev.ferry.store.HistoryEntry;
import dev.ferry.store.HistoryQuery;
import dev.ferry.store.Home;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of those who send something, with and without a certificate. */
class PeerBookTest {
  private static final Fingerprint BOB = new Fingerprint("b".repeat(64));

  @TempDir Path folder;
  private Home home;
  private PeerBook book;

  @BeforeEach
  void open() throws IOException {
    home = Home.at(folder);
    book = PeerBook.in(home);
  }

  @Test
  void whoSentSomethingIsKnownByItsKey() throws IOException {
    book.rememberCaller(accepted(new RemotePeer("bob", BOB, "192.0.2.1", Standing.UNKNOWN)));

    assertThat(book.standingOfCaller("bob", BOB)).isEqualTo(Standing.KNOWN);
  }

  @Test
  void whoShowsNoCertificateIsNeverRemembered() throws IOException {
    book.rememberCaller(accepted(RemotePeer.unproven("bob", "192.0.2.1", Standing.UNPROVEN)));
    book.rememberCaller(accepted(RemotePeer.unproven("bob", "192.0.2.1", Standing.CHANGED)));

    assertThat(book.all()).isEmpty();
    assertThat(book.standingOfUnproven("bob")).isEqualTo(Standing.UNPROVEN);
  }

  @Test
  void whoShowsNoCertificateIsNotTakenForATrustedPeer() throws IOException {
    book.remember(new RemotePeer("bob", BOB, "192.0.2.1:53317", Standing.UNKNOWN));
    book.trust(BOB.hex());

    assertThat(book.standingOfUnproven("Bob")).isEqualTo(Standing.CHANGED);
    assertThat(book.standingOfUnproven("carol")).isEqualTo(Standing.UNPROVEN);
  }

  @Test
  void historyKeepsNoFingerprintOfWhoShowsNone() throws IOException {
    HistoryKeeper keeper = new HistoryKeeper(History.in(home));
    keeper.on(ended(RemotePeer.unproven("bob", "192.0.2.1", Standing.UNPROVEN)));
    keeper.on(ended(new RemotePeer("bob", BOB, "192.0.2.1", Standing.UNKNOWN)));

    assertThat(History.in(home).query(HistoryQuery.newest(2)))
        .extracting(HistoryEntry::fingerprint)
        .containsExactlyInAnyOrder("", BOB.hex());
  }

  @Test
  void offersOfStrangersThatNobodyAcceptedDoNotFillTheHistory() throws IOException {
    HistoryKeeper keeper = new HistoryKeeper(History.in(home));
    int most = HistoryKeeper.MOST_OF_STRANGERS;
    for (int i = 0; i < most + 5; i++) {
      keeper.on(ended(new RemotePeer("eve", BOB, "192.0.2.1", Standing.UNKNOWN)));
    }
    keeper.on(ended(new RemotePeer("ann", BOB, "192.0.2.1", Standing.KNOWN)));

    assertThat(History.in(home).query(HistoryQuery.newest(most + 100)))
        .hasSize(most + 1)
        .extracting(HistoryEntry::peer)
        .containsOnlyOnce("ann");
  }

  private static TransferEvent accepted(RemotePeer peer) {
    return new TransferEvent.Accepted(
        TransferId.random(), Direction.RECEIVE, peer, "", 1, 1, 0, FileKinds.NONE);
  }

  private static TransferEvent ended(RemotePeer peer) {
    return new TransferEvent.Ended(
        TransferId.random(),
        Direction.RECEIVE,
        peer,
        "t",
        new Outcome.Failed(Problem.CANCELLED, "m"));
  }
}
