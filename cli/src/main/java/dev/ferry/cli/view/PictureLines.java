package dev.ferry.cli.view;

import dev.ferry.preview.Picture;
import dev.ferry.preview.Thumbnail;
import java.util.List;

/** Shows a picture by the best means that a terminal has. */
final class PictureLines {
  /** Lines that are left for the title and the prompt. */
  private static final int LEFT = 4;

  private static final int LEAST_ROWS = 8;

  private PictureLines() {}

  static List<String> of(Picture picture, Sight sight) {
    Thumbnail thumbnail = picture.thumbnail().orElse(null);
    if (thumbnail == null) {
      return List.of();
    }
    Frame frame = frame(thumbnail, sight);
    return switch (sight.graphics()) {
      case KITTY -> List.of(PictureCodes.kitty(thumbnail, frame.columns, frame.rows));
      case ITERM2 -> List.of(PictureCodes.iterm2(thumbnail, frame.columns, frame.rows));
      case SIXEL -> List.of(PictureCodes.sixel(thumbnail, frame.columns, frame.rows));
      case NONE ->
          sight.colours() == Sight.Colours.NONE
              ? Shades.lines(thumbnail.scaledTo(frame.columns, frame.rows))
              : HalfBlocks.lines(
                  thumbnail.scaledTo(frame.columns, frame.rows * 2), sight.colours());
    };
  }

  /** The place that a picture takes, in characters, each twice as high as wide. */
  private record Frame(int columns, int rows) {}

  /** As large as there is room, but a pixel never larger than half a character. */
  private static Frame frame(Thumbnail thumbnail, Sight sight) {
    int rows = Math.max(LEAST_ROWS, sight.rows() - LEFT);
    double scale =
        Math.min(
            1,
            Math.min(
                (double) sight.columns() / thumbnail.width(), 2.0 * rows / thumbnail.height()));
    int columns = Math.max(1, (int) Math.round(thumbnail.width() * scale));
    int lines = Math.max(1, (int) Math.round(thumbnail.height() * scale / 2));
    return new Frame(columns, lines);
  }
}
