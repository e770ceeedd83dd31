package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.events.JsonLine;

/**
 * Names from elsewhere as a line can bear them: escaped, and of a long one the beginning and the
 * end. Programs get them whole, see {@link JsonLine}.
 */
public final class ShortName {
  private static final int TITLE = 48;
  private static final int PATH = 72;

  private ShortName() {}

  /** What a transfer is called. */
  public static String ofTitle(String title) {
    return Columns.shorten(DisplayName.escape(title), TITLE);
  }

  /** The same of one that may be a text message alone, which has no title. */
  public static String ofTitleOrText(String title) {
    return title.isBlank() ? "a text message" : ofTitle(title);
  }

  /** A path, of which the end says most. */
  public static String ofPath(String path) {
    return Columns.shorten(DisplayName.escape(path), PATH);
  }
}
