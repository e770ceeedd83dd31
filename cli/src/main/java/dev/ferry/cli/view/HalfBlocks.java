package dev.ferry.cli.view;

import dev.ferry.preview.Thumbnail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Draws a picture with two pixels a character: the upper half in one colour, the lower in another.
 */
final class HalfBlocks {
  private static final String RESET = "\u001b[0m";
  private static final char UPPER = '\u2580';
  private static final char LOWER = '\u2584';
  private static final int CLEAR = Dither.CLEAR;

  private HalfBlocks() {}

  /** The lines of a picture whose pixels are the halves of characters. */
  static List<String> lines(Thumbnail picture, Sight.Colours colours) {
    List<String> lines = new ArrayList<>();
    int[][] rows = Dither.colours(picture, colours);
    int[] none = new int[picture.width()];
    Arrays.fill(none, CLEAR);
    for (int y = 0; y < rows.length; y += 2) {
      lines.add(line(rows[y], y + 1 < rows.length ? rows[y + 1] : none, colours));
    }
    return lines;
  }

  private static String line(int[] uppers, int[] lowers, Sight.Colours colours) {
    StringBuilder line = new StringBuilder();
    int ink = CLEAR;
    int paper = CLEAR;
    for (int x = 0; x < uppers.length; x++) {
      int upper = uppers[x];
      int lower = lowers[x];
      boolean upside = upper == CLEAR;
      int newInk = upside ? lower : upper;
      int newPaper = upside ? CLEAR : lower;
      if (newPaper != paper || (newInk != ink && newInk != CLEAR)) {
        line.append(change(newInk, newPaper, colours));
        ink = newInk;
        paper = newPaper;
      }
      line.append(newInk == CLEAR ? ' ' : upside ? LOWER : UPPER);
    }
    return line.append(RESET).toString();
  }

  private static String change(int ink, int paper, Sight.Colours colours) {
    String code = "0";
    if (ink != CLEAR) {
      code += ";" + Palette.code(ink, colours, false);
    }
    if (paper != CLEAR) {
      code += ";" + Palette.code(paper, colours, true);
    }
    return "\u001b[" + code + "m";
  }
}
