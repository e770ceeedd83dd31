package dev.ferry.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;

/**
 * A picture as a terminal takes it, read again by what the protocols' own texts say; anything else
 * than one whole picture is an error.
 *
 * @param keys what was said about it
 * @param image its pixels
 */
record DecodedPicture(Map<String, String> keys, BufferedImage image) {
  private static final int KITTY_CHUNK = 4096;
  private static final Pattern CHUNK =
      Pattern.compile("\u001b_G([^;\u001b]*);([^\u001b]*)\u001b\\\\");
  private static final Pattern ITERM2 =
      Pattern.compile("\u001b\\]1337;File=([^:]*):([A-Za-z0-9+/=]*)\u0007");
  private static final Pattern SIXEL = Pattern.compile("\u001bP([0-9;]*)q(.*)\u001b\\\\");
  private static final Pattern COMMAND =
      Pattern.compile(
          "\"(?<raster>[0-9;]+)|#(?<define>\\d+;2;\\d+;\\d+;\\d+)|#(?<colour>\\d+)"
              + "|!(?<times>\\d+)(?<many>[?-~])|(?<one>[?-~])|(?<home>\\$)|(?<next>-)");

  int number(String key) {
    return Integer.parseInt(keys.getOrDefault(key, "-1"));
  }

  /** Of kitty: chunks of at most 4096 characters, all but the last with {@code m=1}. */
  static DecodedPicture ofKitty(String text) throws IOException {
    Matcher chunk = CHUNK.matcher(text);
    Map<String, String> keys = new HashMap<>();
    StringBuilder data = new StringBuilder();
    int end = 0;
    boolean more = true;
    while (chunk.find()) {
      assertThat(chunk.start()).as("nothing between chunks").isEqualTo(end);
      assertThat(more).as("the last chunk said that there are more").isTrue();
      assertThat(chunk.group(2)).hasSizeLessThanOrEqualTo(KITTY_CHUNK);
      Map<String, String> said = keys(chunk.group(1), ",");
      more = "1".equals(said.get("m"));
      assertThat(said.get("m")).isIn("0", "1");
      assertThat(more && chunk.group(2).length() % 4 != 0).as("cut within four").isFalse();
      if (end > 0) {
        assertThat(said).as("what only the first chunk says").containsOnlyKeys("m");
      } else {
        keys.putAll(said);
      }
      data.append(chunk.group(2));
      end = chunk.end();
    }
    assertThat(more).as("a last chunk").isFalse();
    assertThat(end).isEqualTo(text.length());
    assertThat(keys).containsEntry("a", "T").containsEntry("f", "100").containsEntry("q", "2");
    return new DecodedPicture(keys, png(Base64.getDecoder().decode(data.toString())));
  }

  /** Of iTerm2: inline, with the size of the file. */
  static DecodedPicture ofIterm2(String text) throws IOException {
    Matcher whole = ITERM2.matcher(text);
    assertThat(whole.matches()).as("one sequence").isTrue();
    Map<String, String> keys = keys(whole.group(1), ";");
    byte[] file = Base64.getDecoder().decode(whole.group(2));
    assertThat(keys).containsEntry("inline", "1").containsEntry("size", "" + file.length);
    return new DecodedPicture(keys, png(file));
  }

  private static Map<String, String> keys(String text, String between) {
    Map<String, String> keys = new HashMap<>();
    for (String pair : text.split(between, -1)) {
      String[] sides = pair.split("=", 2);
      assertThat(keys.put(sides[0], sides[1])).as("%s is said once", sides[0]).isNull();
    }
    return keys;
  }

  private static BufferedImage png(byte[] file) throws IOException {
    assertThat(file).startsWith(0x89, 'P', 'N', 'G');
    return ImageIO.read(new ByteArrayInputStream(file));
  }

  /** Of sixels: a palette in percent, bands of six rows, runs, and bands drawn colour by colour. */
  static DecodedPicture ofSixel(String text) {
    Matcher whole = SIXEL.matcher(text);
    assertThat(whole.matches()).as("one sequence").isTrue();
    Canvas canvas = new Canvas();
    Matcher command = COMMAND.matcher(whole.group(2));
    int end = 0;
    while (command.find()) {
      assertThat(command.start()).as("only what a sixel terminal knows").isEqualTo(end);
      canvas.obey(command);
      end = command.end();
    }
    assertThat(end).isEqualTo(whole.group(2).length());
    return new DecodedPicture(Map.of(), canvas.image());
  }

  /** What sixels are painted on; 0 is not painted. */
  private static final class Canvas {
    private static final int MOST = 2100;

    private final int[][] rows = new int[MOST][MOST];
    private final Map<Integer, Integer> palette = new HashMap<>();
    private int declaredWidth;
    private int declaredHeight;
    private int width;
    private int height;
    private int column;
    private int band;
    private int colour;

    void obey(Matcher command) {
      if (command.group("raster") != null) {
        int[] said = numbers(command.group("raster"));
        declaredWidth = said.length > 2 ? said[2] : 0;
        declaredHeight = said.length > 3 ? said[3] : 0;
      } else if (command.group("define") != null) {
        define(numbers(command.group("define")));
      } else if (command.group("colour") != null) {
        Integer known = palette.get(Integer.parseInt(command.group("colour")));
        assertThat(known).as("colour %s is defined", command.group("colour")).isNotNull();
        colour = known == null ? 0 : known;
      } else if (command.group("many") != null) {
        paint(command.group("many").charAt(0), Integer.parseInt(command.group("times")));
      } else if (command.group("one") != null) {
        paint(command.group("one").charAt(0), 1);
      } else {
        column = 0;
        band += command.group("next") != null ? 1 : 0;
      }
    }

    private void define(int[] said) {
      int rgb = 0xff;
      for (int i = 2; i < 5; i++) {
        assertThat(said[i]).as("percent").isBetween(0, 100);
        rgb = rgb << 8 | Math.round(said[i] * 2.55f);
      }
      palette.put(said[0], rgb);
      colour = rgb;
    }

    private void paint(char sixel, int times) {
      int bits = sixel - '?';
      for (int i = 0; i < times; i++, column++) {
        for (int bit = 0; bit < 6; bit++) {
          if ((bits >> bit & 1) == 1) {
            rows[band * 6 + bit][column] = colour;
            width = Math.max(width, column + 1);
            height = Math.max(height, band * 6 + bit + 1);
          }
        }
      }
    }

    private static int[] numbers(String text) {
      return Arrays.stream(text.split(";", -1)).mapToInt(Integer::parseInt).toArray();
    }

    BufferedImage image() {
      if (declaredWidth > 0) {
        assertThat(width).isEqualTo(declaredWidth);
        assertThat(height).isEqualTo(declaredHeight);
      }
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      for (int y = 0; y < height; y++) {
        image.setRGB(0, y, width, 1, rows[y], 0, width);
      }
      return image;
    }
  }
}
