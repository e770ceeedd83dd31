package dev.ferry.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ferry.cli.view.Sight.Colours;
import dev.ferry.cli.view.Sight.Graphics;
import dev.ferry.preview.Picture;
import dev.ferry.preview.Previewer;
import dev.ferry.preview.Thumbnail;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written to terminals that take pictures is the picture, and fits them. */
class PictureCodesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "600, 400, 80, 24, true",
    "1200, 300, 60, 20, true",
    "30, 900, 100, 40, false",
    "1, 1, 80, 24, false",
    "64, 64, 200, 60, false"
  })
  void kittyAndIterm2GetEveryPixelAndASizeThatFits(
      int width, int height, int columns, int rows, boolean noise) throws IOException {
    Sight kitty = new Sight(columns, rows, Colours.TRUE, Graphics.KITTY);
    Picture picture = picture(width, height, kitty, noise);
    DecodedPicture first = DecodedPicture.ofKitty(line(picture, kitty));
    check(first, "c", "r", picture, kitty);

    Sight iterm2 = new Sight(columns, rows, Colours.TRUE, Graphics.ITERM2);
    DecodedPicture second = DecodedPicture.ofIterm2(line(picture, iterm2));
    check(second, "width", "height", picture, iterm2);
  }

  private static void check(
      DecodedPicture decoded, String columns, String rows, Picture picture, Sight sight) {
    Thumbnail sent = picture.thumbnail().orElseThrow();
    assertThat(pixels(decoded.image()))
        .as("every pixel, %d x %d", sent.width(), sent.height())
        .isEqualTo(pixels(sent.image()));
    assertThat(decoded.number(columns)).isBetween(1, sight.columns());
    assertThat(decoded.number(rows)).isBetween(1, sight.rows() - 1);
    double shape = (double) sent.width() / sent.height();
    boolean cut = decoded.number(columns) == 1 || decoded.number(rows) == 1;
    if (!cut) {
      double shown = decoded.number(columns) / (2.0 * decoded.number(rows));
      assertThat(shown / shape).as("not stretched").isCloseTo(1, within(0.2));
    }
  }

  @ParameterizedTest
  @CsvSource({"600, 400, 80, 24", "1200, 300, 60, 20", "30, 900, 100, 40", "64, 64, 200, 60"})
  void sixelsAreThePictureAsFarAsTheirPaletteGoes(int width, int height, int columns, int rows)
      throws IOException {
    Sight sight = new Sight(columns, rows, Colours.TRUE, Graphics.SIXEL);
    Picture picture = picture(width, height, sight, false);
    BufferedImage shown = DecodedPicture.ofSixel(line(picture, sight)).image();

    assertThat(shown.getWidth()).isBetween(1, columns * PictureCodes.PIXELS_ACROSS);
    assertThat(shown.getHeight()).isBetween(1, (rows - 1) * PictureCodes.PIXELS_DOWN);
    double shape = (double) shown.getWidth() / shown.getHeight();
    assertThat(shape / width * height).as("not stretched").isCloseTo(1, within(0.1));
    assertThat(difference(shown, width, height)).as("of 255").isLessThan(16);
  }

  /** How far the colours are from those that were meant, at the mean. */
  private static double difference(BufferedImage shown, int width, int height) {
    long sum = 0;
    int bare = 0;
    for (int y = 0; y < shown.getHeight(); y++) {
      for (int x = 0; x < shown.getWidth(); x++) {
        int argb = shown.getRGB(x, y);
        bare += argb >>> 24 == 0xff ? 0 : 1;
        Color is = new Color(argb);
        Color meant =
            plain(x * width / shown.getWidth(), y * height / shown.getHeight(), width, height);
        sum += Math.abs(is.getRed() - meant.getRed());
        sum += Math.abs(is.getGreen() - meant.getGreen());
        sum += Math.abs(is.getBlue() - meant.getBlue());
      }
    }
    assertThat(bare).as("pixels that are not painted").isZero();
    return sum / 3.0 / shown.getWidth() / shown.getHeight();
  }

  private static String line(Picture picture, Sight sight) {
    List<String> lines = PictureLines.of(picture, sight);
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static Color plain(int x, int y, int width, int height) {
    return new Color(x * 255 / width, y * 255 / height, 96);
  }

  private Picture picture(int width, int height, Sight sight, boolean noise) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(width * 31L + height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int plain = plain(x, y, width, height).getRGB();
        image.setRGB(x, y, noise ? random.nextInt() : plain);
      }
    }
    Path file = folder.resolve("picture.png");
    ImageIO.write(image, "png", file.toFile());
    return (Picture) Previewer.of(file, PreviewText.limits(sight));
  }
}
