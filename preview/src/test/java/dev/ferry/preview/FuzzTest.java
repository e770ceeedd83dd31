package dev.ferry.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ferry.testkit.Seeds;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Files of each kind, broken at random. */
class FuzzTest {
  private static final int ROUNDS = 600;

  static final List<String> SAMPLES = List.copyOf(Samples.all().keySet());

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void brokenFilesMakeAPreviewAndNeverAnException(String name) throws IOException {
    SplittableRandom random = Seeds.random("broken " + name);
    byte[] whole = Samples.of(name);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] broken = mutate(whole, random);
      Preview preview = Previewer.of(name, ReadChannel.over(broken), PreviewLimits.offer());
      assertThat(preview.about().bytes()).isEqualTo(broken.length);
      assertThat(preview.about().format()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("SAMPLES")
  void filesCutAnywhereMakeAPreview(String name) throws IOException {
    byte[] whole = Samples.of(name);
    for (int length = 0; length < whole.length; length += 1 + length / 64) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(Bytes.preview(name, cut).about().bytes()).isEqualTo(length);
    }
  }

  private static byte[] mutate(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
        case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          int from = random.nextInt(bytes.length);
          int length = random.nextInt(Math.min(32, bytes.length - Math.max(at, from)) + 1);
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }
}
