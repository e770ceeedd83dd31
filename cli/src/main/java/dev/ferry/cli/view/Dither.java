package dev.ferry.cli.view;

import dev.ferry.preview.Thumbnail;

/**
 * Finds a terminal's colour for each pixel. Where colours are few, what a pixel was off is handed
 * to its neighbours, after Floyd and Steinberg, so that areas look as they should from afar.
 */
final class Dither {
  /** What one should see through. */
  static final int CLEAR = -1;

  private static final int TRANSPARENT_BELOW = 0x60;

  private final Thumbnail picture;
  private final Sight.Colours colours;
  private int[][] here;
  private int[][] below;

  private Dither(Thumbnail picture, Sight.Colours colours) {
    this.picture = picture;
    this.colours = colours;
    this.here = new int[picture.width() + 2][3];
    this.below = new int[picture.width() + 2][3];
  }

  /** The numbers of the colours, row by row; {@link #CLEAR} where the picture is transparent. */
  static int[][] colours(Thumbnail picture, Sight.Colours colours) {
    Dither dither = new Dither(picture, colours);
    int[][] rows = new int[picture.height()][];
    for (int y = 0; y < rows.length; y++) {
      rows[y] = dither.row(y);
    }
    return rows;
  }

  private int[] row(int y) {
    int[] row = new int[picture.width()];
    for (int x = 0; x < row.length; x++) {
      int argb = picture.argb(x, y);
      row[x] = argb >>> 24 < TRANSPARENT_BELOW ? CLEAR : pixel(x, argb);
    }
    here = below;
    below = new int[picture.width() + 2][3];
    return row;
  }

  private int pixel(int x, int argb) {
    int wanted = 0;
    for (int shift = 16, i = 0; i < 3; shift -= 8, i++) {
      wanted = (wanted << 8) | Math.clamp(((argb >> shift) & 0xff) + here[x + 1][i] / 16, 0, 255);
    }
    int number = Palette.nearest(wanted, colours);
    int got = Palette.rgb(number, colours);
    for (int shift = 16, i = 0; i < 3; shift -= 8, i++) {
      int off = ((wanted >> shift) & 0xff) - ((got >> shift) & 0xff);
      here[x + 2][i] += off * 7;
      below[x][i] += off * 3;
      below[x + 1][i] += off * 5;
      below[x + 2][i] += off;
    }
    return number;
  }
}
