package dev.ferry.cli.view;

import dev.ferry.preview.Thumbnail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.jline.terminal.impl.SixelGraphics;
import org.jline.terminal.impl.TerminalGraphics;

/**
 * A picture in the languages of terminals that take pictures: kitty's graphics protocol
 * (sw.kovidgoyal.net/kitty/graphics-protocol), iTerm2's inline images
 * (iterm2.com/documentation-images.html), and DEC's sixels. Each is one line of output. JLine's own
 * writers of the first two do not say how many lines the picture takes.
 */
final class PictureCodes {
  private static final int KITTY_CHUNK = 4096;

  /** What a character measures on most screens; sixels know no characters. */
  static final int PIXELS_ACROSS = 10;

  static final int PIXELS_DOWN = 20;

  private PictureCodes() {}

  /** For kitty: a PNG in chunks, shown at once in so many columns and rows, without an answer. */
  static String kitty(Thumbnail picture, int columns, int rows) {
    String data = Base64.getEncoder().encodeToString(picture.png());
    StringBuilder text = new StringBuilder();
    for (int from = 0; from < data.length(); from += KITTY_CHUNK) {
      int end = Math.min(data.length(), from + KITTY_CHUNK);
      text.append("\u001b_G");
      if (from == 0) {
        text.append("a=T,f=100,q=2,c=").append(columns).append(",r=").append(rows).append(',');
      }
      text.append("m=").append(end < data.length() ? 1 : 0).append(';');
      text.append(data, from, end).append("\u001b\\");
    }
    return text.toString();
  }

  /** For iTerm2: a PNG, shown in so many columns and rows. */
  static String iterm2(Thumbnail picture, int columns, int rows) {
    byte[] png = picture.png();
    return "\u001b]1337;File=inline=1;size="
        + png.length
        + ";width="
        + columns
        + ";height="
        + rows
        + ";preserveAspectRatio=1:"
        + Base64.getEncoder().encodeToString(png)
        + "\u0007";
  }

  /** As sixels, in about so many columns and rows. */
  static String sixel(Thumbnail picture, int columns, int rows) {
    int width = Math.min(picture.width(), columns * PIXELS_ACROSS);
    int height = Math.min(picture.height(), rows * PIXELS_DOWN);
    try {
      return new SixelGraphics()
          .convertImage(
              picture.image(),
              new TerminalGraphics.ImageOptions().size(width, height).preserveAspectRatio(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
