package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashTableTest {
  private static final ChunkHash SOME = new ChunkHash(1, 2);
  private static final ChunkHash OTHER = new ChunkHash(3, 4);

  private final HashTable table = new HashTable();

  @Test
  void keepsTheLatestHashOfAChunk() {
    table.accept(7, SOME);
    table.accept(7, OTHER);
    assertThat(table.get(7)).isEqualTo(OTHER);
    assertThat(table.get(8)).isNull();
    assertThat(table.contains(6)).isFalse();
  }

  @Test
  void forgetsAChunk() {
    table.accept(7, SOME);
    table.remove(7);
    table.remove(1L << 40);
    assertThat(table.get(7)).isNull();
  }

  @Test
  void takesAHashOfZeroBitsForAHash() {
    table.accept(0, new ChunkHash(0, 0));
    assertThat(table.contains(0)).isTrue();
  }

  @Test
  void joinsNeighboursAcrossItsPages() {
    for (long chunk : new long[] {0, 1, 1023, 1024, 1025, 5000}) {
      table.accept(chunk, SOME);
    }
    long length = 5000L * Chunk.SIZE + 17;
    assertThat(table.covered(length).toString())
        .isEqualTo(
            "0-8388608,"
                + 1023L * Chunk.SIZE
                + "-"
                + 1026L * Chunk.SIZE
                + ","
                + 5000L * Chunk.SIZE
                + "-"
                + length);
  }

  @Test
  void coversNothingWhenEmpty() {
    assertThat(table.covered(Long.MAX_VALUE / 4)).isEqualTo(RangeSet.EMPTY);
  }

  @Test
  void takesLittleMemoryForTheFarEndOfAHugePayload() {
    table.accept(1L << 39, SOME);
    assertThat(table.get(1L << 39)).isEqualTo(SOME);
  }
}
