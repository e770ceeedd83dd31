package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Standing;
import dev.ferry.inbox.ClashPolicy;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What undecided offers may take, and whom strangers cannot shut out. */
class OfferRoomTest {
  @TempDir private Path folder;

  private ReceivingSide receiving;
  private final List<PendingOffer> waiting = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    receiving = new ReceivingSide(folder);
  }

  @AfterEach
  void close() throws IOException {
    for (PendingOffer offer : waiting) {
      offer.close();
    }
    receiving.close();
  }

  @Test
  void strangersDoNotShutOutWhoIsKnown() throws IOException {
    fillWithStrangers();
    offer(peer(1, Standing.TRUSTED, "192.0.2.1:1"));
    offer(peer(2, Standing.KNOWN, "192.0.2.1:1"));
  }

  @Test
  void knownPeersDoNotShutOutStrangers() throws IOException {
    int keys = OfferRoom.OF_ALL_KNOWN.offers() / OfferRoom.OF_KNOWN.offers();
    for (int key = 0; key < keys; key++) {
      for (int i = 0; i < OfferRoom.OF_KNOWN.offers(); i++) {
        offer(peer(key, Standing.KNOWN, "192.0.2.1:1"));
      }
      assertBusy(peer(key, Standing.KNOWN, "192.0.2.1:1"));
    }
    assertBusy(peer(keys, Standing.KNOWN, "192.0.2.1:1"));
    offer(peer(keys, Standing.UNKNOWN, "192.0.2.1:1"));
  }

  @Test
  void oneStrangerHasFewPlacesAndGetsThemBack() throws IOException {
    RemotePeer stranger = peer(1, Standing.UNKNOWN, "192.0.2.1:1");
    for (int i = 0; i < OfferRoom.OF_STRANGER.offers(); i++) {
      offer(stranger);
    }
    assertBusy(stranger);
    offer(peer(2, Standing.CHANGED, "192.0.2.1:2"));

    waiting.removeFirst().close();
    offer(stranger);
  }

  @Test
  void keysMadeUpAtOneAddressShareItsPlaces() throws IOException {
    for (int i = 0; i < OfferRoom.OF_NETWORK.offers(); i++) {
      offer(peer(i, Standing.UNKNOWN, "[2001:db8:0:1::" + i + "]:" + i));
    }
    assertBusy(peer(999, Standing.UNKNOWN, "[2001:db8:0:1:ffff::]:9"));
    assertBusy(peer(999, Standing.UNKNOWN, "[2001:db8:0:1:ffff::]"));
    assertBusy(peer(999, Standing.UNKNOWN, "2001:db8:0:1:ffff::"));
    offer(peer(999, Standing.UNKNOWN, "[2001:db8:0:2::]:9"));
  }

  @Test
  void offersOfStrangersHoldLittleMemory() throws IOException {
    long before = usedHeap();
    fillWithStrangers();
    long held = usedHeap() - before;
    assertThat(held >> 20).as("MiB that %s undecided offers hold", waiting.size()).isLessThan(4);
  }

  @Test
  void manifestsOfAllStrangersTogetherAreBounded() throws IOException {
    OfferRoom room = new OfferRoom();
    long each = OfferRoom.OF_STRANGER.entries() / 2;
    long fit = OfferRoom.OF_STRANGERS.entries() / (each + 4096);
    for (int i = 0; i < fit; i++) {
      room.enter(peer(i, Standing.UNKNOWN, "192.0.2." + i + ":1"), false).reach(each, 1);
    }
    OfferRoom.Place last = room.enter(peer(99, Standing.UNKNOWN, "192.0.2.99:1"), false);
    assertProblem(Problem.BUSY, () -> last.reach(each, 1));
    room.enter(peer(100, Standing.KNOWN, "192.0.2.99:1"), true).reach(each, 1);
  }

  @Test
  void roomIsGivenBackWhateverWasTaken() throws IOException {
    OfferRoom room = new OfferRoom();
    for (int i = 0; i < 1000; i++) {
      try (OfferRoom.Place place = room.enter(peer(1, Standing.UNKNOWN, "192.0.2.1:1"), false)) {
        place.reach(OfferRoom.OF_STRANGER.entries() / 2, 1000);
        place.reach(1, OfferRoom.OF_STRANGER.bytes() / 2);
      }
    }
  }

  @Test
  void aManifestLongerThanAStrangerMayOfferIsRefusedForGood() throws IOException {
    OfferRoom room = new OfferRoom();
    OfferRoom.Place place = room.enter(peer(1, Standing.UNKNOWN, "192.0.2.1:1"), false);
    assertProblem(Problem.BAD_REQUEST, () -> place.reach(OfferRoom.OF_STRANGER.entries() + 1, 1));
    assertProblem(Problem.BAD_REQUEST, () -> place.reach(1, OfferRoom.OF_STRANGER.bytes() + 1));
  }

  @Test
  void entriesThatComeAreCounted() throws Exception {
    RemotePeer stranger = peer(1, Standing.UNKNOWN, "192.0.2.1:1");
    try (PendingOffer offer = receiving.receiver().begin(header(), stranger)) {
      assertProblem(
          Problem.BAD_REQUEST,
          () -> {
            for (long i = 0; i <= OfferRoom.OF_STRANGER.entries(); i++) {
              offer.add(new FolderEntry(RelativePath.parse("%08d".formatted(i)), 0, 0755));
            }
          });
    }
  }

  /** As many as get in, from networks all over the world. */
  private void fillWithStrangers() throws IOException {
    for (int i = 0; i < OfferRoom.OF_STRANGERS.offers(); i++) {
      offer(peer(i, Standing.UNKNOWN, "192.0.2." + i + ":1"));
    }
    assertBusy(peer(999, Standing.UNKNOWN, "198.51.100.1:1"));
  }

  private void offer(RemotePeer from) throws IOException {
    waiting.add(receiving.receiver().begin(header(), from));
  }

  private void assertBusy(RemotePeer from) {
    assertProblem(Problem.BUSY, () -> offer(from));
  }

  private static void assertProblem(Problem problem, ThrowingCallable step) {
    assertThatThrownBy(step)
        .isInstanceOfSatisfying(
            TransferException.class, e -> assertThat(e.problem()).isEqualTo(problem));
  }

  private static OfferHeader header() {
    return new OfferHeader(TransferId.random(), "t", null, ClashPolicy.KEEP_BOTH);
  }

  private static RemotePeer peer(int key, Standing standing, String address) {
    return new RemotePeer("Peer", new Fingerprint("%064x".formatted(key)), address, standing);
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
