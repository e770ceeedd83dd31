package dev.ferry.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ferry.payload.Chunk;
import dev.ferry.payload.RangeSet;
import dev.ferry.payload.RangeSet.Range;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanesTest {
  private static final long CHUNK = Chunk.SIZE;

  @ParameterizedTest
  @CsvSource({
    "0, 1, 1",
    "0, 4194303, 1",
    "0, 4194304, 1",
    "0, 4194305, 2",
    "1, 4194304, 1",
    "4194303, 4194305, 2",
    "0, 12582912, 3"
  })
  void piecesOfOneChunkEndWhereChunksEnd(long from, long to, int pieces) {
    Collection<Range> cut = Lanes.cut(RangeSet.of(from, to), CHUNK);

    assertThat(cut).hasSize(pieces);
    assertThat(RangeSet.merged(List.copyOf(cut))).isEqualTo(RangeSet.of(from, to));
    assertThat(cut).allMatch(piece -> piece.to() == to || piece.to() % CHUNK == 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void piecesCoverJustWhatIsMissingWhateverItIs(long seed) {
    Random random = new Random(seed);
    List<Range> ranges = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < 20; i++) {
      long from = at + 1 + random.nextLong(3 * CHUNK);
      at = from + 1 + random.nextLong(9 * CHUNK);
      ranges.add(new Range(from, at));
    }
    RangeSet missing = new RangeSet(ranges);

    Collection<Range> cut = Lanes.cut(missing, 3 * CHUNK);

    assertThat(RangeSet.merged(List.copyOf(cut))).as("seed %d", seed).isEqualTo(missing);
    assertThat(cut).allMatch(piece -> piece.length() <= 3 * CHUNK);
  }

  @Test
  void lanesShareTheWorkAndAreClosedAtTheEnd() throws IOException {
    RangeSet missing = RangeSet.of(0, 40 * CHUNK);
    List<Recorder> lanes = List.of(new Recorder(), new Recorder());

    Lanes.run("test", missing, List.copyOf(lanes));

    List<Range> moved = new ArrayList<>();
    lanes.forEach(lane -> moved.addAll(lane.moved));
    moved.sort((a, b) -> Long.compare(a.from(), b.from()));
    assertThat(RangeSet.merged(moved)).isEqualTo(missing);
    assertThat(moved.stream().mapToLong(Range::length).sum()).isEqualTo(missing.bytes());
    assertThat(lanes).allMatch(lane -> lane.closed.getCount() == 0);
  }

  @Test
  void theFirstFailureClosesTheOtherLanesAndIsThrown() {
    Recorder stuck = new Recorder(true);
    Lane broken =
        new Lane() {
          @Override
          public void move(Range piece) throws IOException {
            throw new EOFException("cut");
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> Lanes.run("test", RangeSet.of(0, 9 * CHUNK), List.of(stuck, broken)))
        .isInstanceOf(EOFException.class)
        .hasMessage("cut");
    assertThat(stuck.closed.getCount()).isZero();
  }

  @Test
  void interruptingTheCallerStopsEveryLane() throws Exception {
    Recorder stuck = new Recorder(true);
    var thrown = new java.util.concurrent.atomic.AtomicReference<IOException>();
    Thread caller =
        new Thread(() -> {
          try {
            Lanes.run("test", RangeSet.of(0, CHUNK), List.of(stuck));
          } catch (IOException e) {
            thrown.set(e);
          }
        });
    caller.start();
    stuck.begun.await();

    caller.interrupt();
    caller.join(10_000);

    assertThat(caller.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
  }

  /** Notes what it moves; a stuck one does not return from its first piece before it is closed. */
  private static final class Recorder implements Lane {
    final ConcurrentLinkedQueue<Range> moved = new ConcurrentLinkedQueue<>();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final boolean stuck;

    Recorder() {
      this(false);
    }

    Recorder(boolean stuck) {
      this.stuck = stuck;
    }

    @Override
    public void move(Range piece) throws IOException {
      moved.add(piece);
      begun.countDown();
      if (stuck) {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw new EOFException("closed");
      }
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
