package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.TerminalSize;
import dev.ferry.cli.view.Sight;

/** What the terminal behind a console can show. */
final class Sights {
  private Sights() {}

  /**
   * Finds out. Blocks for some tenths of a second the first time.
   *
   * @param console where it is shown; where that is no terminal there are no colours
   */
  static Sight of(Console console) {
    TerminalSize size = console.size();
    if (!console.style().hasColours()) {
      return Sight.plain(size.columns(), size.rows());
    }
    Sight sight = Sight.of(System.getenv(), size.columns(), size.rows());
    // Whoever else keeps the terminal knows lines of text only.
    return console.asker().isPresent() ? sight.withoutGraphics() : sight;
  }
}
