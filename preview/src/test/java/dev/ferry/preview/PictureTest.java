package dev.ferry.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
  private static final int RED = 0xff0000;
  private static final int BLUE = 0x0000ff;
  private static final int GREEN = 0x00ff00;

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif", "bmp"})
  void picturesHaveTheirSizeAndAThumbnailOfTheirColours(String format) throws IOException {
    Picture picture = picture("a", Samples.picture(format, 2000, 1000));
    assertThat(picture.problem()).isEmpty();
    assertThat(picture.width()).isEqualTo(2000);
    assertThat(picture.height()).isEqualTo(1000);
    Thumbnail small = picture.thumbnail().orElseThrow();
    assertThat(small.width()).isEqualTo(1024);
    assertThat(small.height()).isEqualTo(512);
    assertColour(small, 100, 100, RED);
    assertColour(small, 900, 100, BLUE);
    assertColour(small, 500, 400, GREEN);
  }

  @Test
  void webpIsDecoded() throws IOException {
    Picture picture = picture("a.webp", Samples.of("a.webp"));
    assertThat(picture.problem()).isEmpty();
    assertThat(picture.width()).isEqualTo(1);
    assertThat(picture.thumbnail()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"1, 40, 30", "3, 40, 30", "6, 30, 40", "8, 30, 40", "5, 30, 40", "9, 40, 30"})
  void picturesStandUpright(int orientation, int width, int height) throws IOException {
    Picture picture = picture("a.jpg", Samples.held(Samples.picture("jpg", 40, 30), orientation));
    assertThat(picture.width()).isEqualTo(width);
    assertThat(picture.height()).isEqualTo(height);
    Thumbnail small = picture.thumbnail().orElseThrow();
    assertThat(small.width()).isEqualTo(width);
    switch (orientation) {
      case 3 -> assertColour(small, 5, 5, GREEN);
      case 6 -> assertColour(small, 5, 20, GREEN);
      case 8 -> assertColour(small, 25, 20, GREEN);
      default -> {}
    }
  }

  @ParameterizedTest
  @CsvSource({"100000, 100000", "2000000000, 1", "2147483647, 2147483647"})
  void headersThatClaimABillionPixelsAreNotDecoded(int width, int height) throws IOException {
    byte[] png = Samples.picture("png", 10, 10);
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    header.putInt(29, (int) crc.getValue());
    Picture picture = picture("a.png", png);
    assertThat(picture.thumbnail()).isEmpty();
    assertThat(picture.problem()).isNotEmpty();
  }

  @Test
  void ofAPictureCutShortWhatIsThereIsShown() throws IOException {
    for (String format : new String[] {"jpg", "bmp"}) {
      byte[] bytes = Samples.picture(format, 400, 300);
      Picture picture = picture("a", Arrays.copyOf(bytes, bytes.length * 3 / 4));
      assertThat(picture.width()).isEqualTo(400);
      // A BMP begins with its lowest line.
      boolean upwards = format.equals("bmp");
      assertThat(picture.problem().isEmpty()).isEqualTo(!upwards);
      assertColour(
          picture.thumbnail().orElseThrow(), 20, upwards ? 290 : 20, upwards ? GREEN : RED);
    }
  }

  @Test
  void aBmpThatClaimsMoreThanItHasIsNotBelieved() throws IOException {
    byte[] bmp = Samples.picture("bmp", 10, 10);
    bmp[30] = 1;
    Arrays.fill(bmp, 34, 38, (byte) 0x7f);
    assertThat(picture("a.bmp", bmp).problem()).contains("claims");
  }

  @Test
  void thumbnailsGoAroundAsPngAndStrangersOnesAreBounded() throws IOException {
    Thumbnail small = picture("a.png", Samples.picture("png", 60, 40)).thumbnail().orElseThrow();
    Thumbnail again = Thumbnail.ofPng(small.png(), 64).orElseThrow();
    assertThat(again.width()).isEqualTo(60);
    assertThat(again.argb(3, 3)).isEqualTo(small.argb(3, 3));
    assertThat(Thumbnail.ofPng(small.png(), 50)).isEmpty();
    assertThat(Thumbnail.ofPng(Samples.picture("jpg", 10, 10), 64)).isEmpty();
    assertThat(Thumbnail.ofPng(new byte[] {1, 2, 3}, 64)).isEmpty();
    assertThat(Thumbnail.ofPng(new byte[0], 64)).isEmpty();
  }

  private static void assertColour(Thumbnail small, int x, int y, int expected) {
    int seen = small.argb(x, y);
    for (int shift = 0; shift < 24; shift += 8) {
      assertThat((seen >> shift) & 0xff)
          .describedAs("%06x at %d,%d", seen & 0xffffff, x, y)
          .isCloseTo((expected >> shift) & 0xff, org.assertj.core.data.Offset.offset(40));
    }
  }

  private static Picture picture(String name, byte[] bytes) throws IOException {
    return (Picture) Bytes.preview(name, bytes);
  }
}
