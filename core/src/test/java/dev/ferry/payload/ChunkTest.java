package dev.ferry.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 1",
    "4194303, 1",
    "4194304, 1",
    "4194305, 2",
    "8388608, 2",
    "9223372036854775807, 2199023255552"
  })
  void countsChunks(long length, long count) {
    assertThat(Chunk.count(length)).isEqualTo(count);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, 1, 1",
    "0, 4194304, 4194304",
    "0, 4194305, 4194304",
    "1, 4194305, 4194305",
    "1, 8388609, 8388608",
    "2, 8388609, 8388609"
  })
  void endsTheLastChunkWithThePayload(long chunk, long length, long end) {
    assertThat(Chunk.end(chunk, length)).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "4194303, 0", "4194304, 1", "8388607, 1"})
  void knowsTheChunkOfAByte(long position, long chunk) {
    assertThat(Chunk.of(position)).isEqualTo(chunk);
  }

  /** From xxHash's own sanity checks (xxh128sum prints these). */
  @ParameterizedTest
  @CsvSource({
    "'', 99aa06d3014798d86001c324468d497f",
    "a, a96faf705af16834e6c632b61e964e1f",
    "abc, 06b05ab6733a618578af5f94892f3950"
  })
  void hashesAsXxh128sumDoes(String text, String hex) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ChunkHasher hasher = new ChunkHasher();
    hasher.update(bytes, 0, bytes.length);
    assertThat(hasher.hash().hex()).isEqualTo(hex);
    assertThat(ChunkHasher.hash(bytes, 0, bytes.length)).isEqualTo(ChunkHash.ofHex(hex));
  }

  @Test
  void tellsTheHashOfABeginningAndGoesOn() {
    byte[] bytes = new byte[3_000_000];
    new java.util.Random(5).nextBytes(bytes);
    ChunkHasher hasher = new ChunkHasher();
    for (int at = 0; at < bytes.length; at += 1_000) {
      assertThat(hasher.hash()).isEqualTo(ChunkHasher.hash(bytes, 0, at));
      hasher.update(bytes, at, 1_000);
    }
    assertThat(hasher.hash()).isEqualTo(ChunkHasher.hash(bytes, 0, bytes.length));
  }
}
