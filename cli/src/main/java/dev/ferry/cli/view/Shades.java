package dev.ferry.cli.view;

import dev.ferry.preview.Thumbnail;
import java.util.ArrayList;
import java.util.List;

/** Draws a picture with characters that are darker or lighter, for light text on a dark screen. */
final class Shades {
  private static final String RAMP = " .:-=+*#%@";

  private Shades() {}

  /** The lines of a picture whose pixels are characters; contrast is stretched to what there is. */
  static List<String> lines(Thumbnail picture) {
    int darkest = 255;
    int lightest = 0;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        int light = light(picture.argb(x, y));
        darkest = Math.min(darkest, light);
        lightest = Math.max(lightest, light);
      }
    }
    boolean flat = lightest - darkest < RAMP.length();
    List<String> lines = new ArrayList<>();
    for (int y = 0; y < picture.height(); y++) {
      lines.add(line(picture, y, flat ? 0 : darkest, flat ? 255 : lightest));
    }
    return lines;
  }

  private static String line(Thumbnail picture, int y, int darkest, int lightest) {
    StringBuilder line = new StringBuilder();
    for (int x = 0; x < picture.width(); x++) {
      int light = light(picture.argb(x, y)) - darkest;
      line.append(RAMP.charAt(light * (RAMP.length() - 1) / Math.max(1, lightest - darkest)));
    }
    return line.toString().stripTrailing();
  }

  /** How light a pixel is, as ITU-R BT.601 weighs colours, on black. */
  private static int light(int argb) {
    int colour =
        (299 * ((argb >> 16) & 0xff) + 587 * ((argb >> 8) & 0xff) + 114 * (argb & 0xff)) / 1000;
    return colour * (argb >>> 24) / 255;
  }
}
