package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.peer.events.JsonLine;

/** A link to the owner's page, as it is told. */
final class PageLink {
  private PageLink() {}

  /**
   * Tells a link.
   *
   * @param opened whether a browser was asked to open it
   */
  static void tell(Session session, String link, boolean opened) {
    Console console = session.console();
    console.show(
        () ->
            (opened ? "The page opens in your browser" : "Open the page in a browser here")
                + "; the link is good once, for two minutes, and `"
                + session.command("page")
                + "` gives another:\n  "
                + console.style().strong(link),
        () -> json(console.event("page"), link, opened));
  }

  /** A link as an event. */
  static JsonLine json(JsonLine line, String link, boolean opened) {
    return line.put("link", link).put("opened", opened);
  }
}
