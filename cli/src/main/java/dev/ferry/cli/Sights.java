package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.view.Sight;

/** What the terminal behind a console can show. */
final class Sights {
  private Sights() {}

  /** As {@link Sight#at}. */
  static Sight of(Console console) {
    return Sight.at(console);
  }
}
