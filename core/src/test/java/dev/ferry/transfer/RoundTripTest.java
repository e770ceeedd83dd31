package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import dev.ferry.testkit.Requires;
import dev.ferry.testkit.TreeMaker;
import dev.ferry.testkit.TreeSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent is what is published, in whatever order it travels. */
class RoundTripTest {
  private static final int CHUNK = Chunk.SIZE;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomTreesArriveWholeThroughRandomRanges(long seed) throws Exception {
    Random random = new Random(seed);
    Path tree = randomTree(folder.resolve("tree"), seed, random);
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      for (Range range : cutAnywhere(incoming.missing(), random)) {
        Carrier.carry(outgoing, incoming, range.from(), range.to());
      }
      assertThat(incoming.missing().isEmpty()).as("seed %d", seed).isTrue();
      Sealed sealed = Carrier.seal(outgoing, incoming);

      assertThat(sealed).as("seed %d", seed).isInstanceOf(Sealed.Complete.class);
      assertSame(tree, receiving);
      assertThat(receiving.staging()).doesNotExist();
      assertThat(receiving.receiver().incoming()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void severalLanesCarryWhatOneWould(long seed) throws Exception {
    Path tree = randomTree(folder.resolve("tree"), seed, new Random(seed));
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      Carrier.carry(outgoing, incoming, incoming.missing(), 4);

      assertThat(Carrier.seal(outgoing, incoming)).isInstanceOf(Sealed.Complete.class);
      assertSame(tree, receiving);
      assertThat(incoming.movedHere()).isEqualTo(incoming.length());
    }
  }

  @Test
  void everyKindOfEntryArrivesAndEventsComeInOrder() throws Exception {
    Path tree = TreeMaker.everything(folder.resolve("tree"), 7);
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Receipt receipt = Carrier.finish(outgoing, receiving.accept(outgoing));

      assertSame(tree, receiving);
      assertThat(receipt.whole()).isTrue();
      assertThat(receipt.files()).isEqualTo(outgoing.layout().files());
      assertThat(receipt.destination()).isEqualTo(receiving.inbox().toString());
      assertThat(kinds(receiving.events))
          .containsExactly("Offered", "Accepted", "Progress", "Publishing", "Ended");
      assertThat(receiving.outcome())
          .isInstanceOfSatisfying(
              Outcome.Completed.class, done -> assertThat(done.receipt()).isEqualTo(receipt));
    }
  }

  @Test
  void whatIsThereAlreadyDoesNotTravelAgain() throws Exception {
    Path tree = TreeMaker.everything(folder.resolve("tree"), 8);
    try (ReceivingSide receiving = new ReceivingSide(folder)) {
      try (Outgoing outgoing = new SendingSide(folder.resolve("first"), tree).open()) {
        Carrier.finish(outgoing, receiving.accept(outgoing));
      }
      try (Outgoing outgoing = new SendingSide(folder.resolve("second"), tree).open()) {
        Incoming incoming = receiving.accept(outgoing);
        Receipt receipt = Carrier.finish(outgoing, incoming);

        assertThat(incoming.length()).isZero();
        assertThat(receipt.files()).isZero();
        assertThat(receipt.same()).isPositive();
        assertThat(receipt.keptBeside()).isEmpty();
        assertSame(tree, receiving);
      }
    }
  }

  @Test
  void aSingleFileThatIsThereAlreadyCompletesWithoutAnyEntry() throws Exception {
    Path file = new TreeMaker(folder.resolve("tree"), 9).file("one", 1000).done().resolve("one");
    try (ReceivingSide receiving = new ReceivingSide(folder)) {
      for (String state : List.of("first", "second")) {
        try (Outgoing outgoing = new SendingSide(folder.resolve(state), file).open()) {
          Receipt receipt = Carrier.finish(outgoing, receiving.accept(outgoing));
          assertThat(receipt.files() + receipt.same()).as(state).isEqualTo(1);
        }
      }
    }
  }

  @Test
  @Timeout(60)
  void aHugeSparseFileTakesSeconds() throws Exception {
    Requires.linux("a sparse file of 100 GB");
    long size = 100_000_000_000L;
    Path tree =
        new TreeMaker(folder.resolve("tree"), 10)
            .sparse("disk.img", size, 100_000, 0, 50_000_000_123L, size - 100_000)
            .done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder);
        Outgoing outgoing = sending.open()) {
      Incoming incoming = receiving.accept(outgoing);
      Receipt receipt = Carrier.finish(outgoing, incoming);

      assertThat(receipt.bytes()).isEqualTo(size);
      assertThat(incoming.movedHere()).isLessThan(40_000_000);
      Path arrived = receiving.inbox().resolve("tree/disk.img");
      assertThat((long) Files.getAttribute(arrived, "unix:size")).isEqualTo(size);
      assertSame(tree, receiving);
    }
  }

  @Test
  void limitedSidesCarryTheSameBytes() throws Exception {
    Path tree = new TreeMaker(folder.resolve("tree"), 11).file("a", 70_000).done();
    SendingSide sending = new SendingSide(folder.resolve("state"), tree);
    try (ReceivingSide receiving = new ReceivingSide(folder).limit(400_000);
        Outgoing outgoing = sending.open(300_000)) {
      Carrier.finish(outgoing, receiving.accept(outgoing));
      assertSame(tree, receiving);
    }
  }

  private static void assertSame(Path tree, ReceivingSide receiving) {
    TreeSnapshot.of(tree)
        .assertSame("what arrived", TreeSnapshot.of(receiving.inbox().resolve("tree")));
  }

  private static List<String> kinds(List<TransferEvent> events) {
    List<String> kinds = new ArrayList<>();
    for (TransferEvent event : events) {
      String kind = event.getClass().getSimpleName();
      if (kinds.isEmpty() || !kinds.getLast().equals(kind)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** Files of sizes around those where something changes: chunks, buffers, nothing. */
  static Path randomTree(Path root, long seed, Random random) throws IOException {
    TreeMaker maker = new TreeMaker(root, seed);
    int[] sizes = {0, 1, 262_143, 262_144, 262_145, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 77};
    for (int i = 0; i < 12; i++) {
      int size = i % 2 == 0 ? sizes[random.nextInt(sizes.length)] : random.nextInt(50_000);
      maker.file("d%d/f%02d".formatted(random.nextInt(4), i), size);
    }
    return maker.smallFiles("small", 30).folder("empty").link("d0/link", "../small").done();
  }

  /** Pieces cut without regard to chunks, shuffled. */
  private static List<Range> cutAnywhere(RangeSet missing, Random random) {
    List<Range> pieces = new ArrayList<>();
    for (Range range : missing.ranges()) {
      long at = range.from();
      while (at < range.to()) {
        long to = Math.min(range.to(), at + 1 + random.nextInt(3 * CHUNK));
        pieces.add(new Range(at, to));
        at = to;
      }
    }
    Collections.shuffle(pieces, random);
    return pieces;
  }
}
