package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.payload.RangeSet.Range;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class RangeSetTest {
  @RepeatedTest(200)
  void agreesWithASetOfBits(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    BitSet a = bits(random);
    BitSet b = bits(random);
    int from = random.nextInt(60);
    int to = from + random.nextInt(60);

    BitSet union = (BitSet) a.clone();
    union.or(b);
    BitSet minus = (BitSet) a.clone();
    minus.andNot(b);
    BitSet within = a.get(0, to);
    within.clear(0, from);

    assertThat(set(a).plus(set(b))).isEqualTo(set(union));
    assertThat(set(a).minus(set(b))).isEqualTo(set(minus));
    assertThat(set(a).within(from, to)).isEqualTo(set(within));
    assertThat(set(a).bytes()).isEqualTo(a.cardinality());
    assertThat(set(a).containsAll(from, to)).isEqualTo(a.nextClearBit(from) >= to);
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet();
    int runs = random.nextInt(8);
    for (int i = 0; i < runs; i++) {
      int from = random.nextInt(100);
      bits.set(from, from + random.nextInt(20));
    }
    return bits;
  }

  private static RangeSet set(BitSet bits) {
    List<Range> ranges = new ArrayList<>();
    for (int from = bits.nextSetBit(0); from >= 0; ) {
      int to = bits.nextClearBit(from);
      ranges.add(new Range(from, to));
      from = bits.nextSetBit(to);
    }
    return new RangeSet(ranges);
  }
}
