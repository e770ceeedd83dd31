package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Console.Manner;
import dev.ferry.cli.show.Style;
import dev.ferry.peer.PeerOptions;
import java.io.InputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * A process that runs one command, or a shell.
 *
 * @param in where commands come from if there is none among the arguments
 */
record ProcessSurroundings(InputStream in, PrintStream out, PrintStream err, Terminals terminals)
    implements Surroundings {
  @Override
  public Console console(Wishes wishes) {
    Manner manner =
        wishes.json()
            ? Manner.JSON
            : wishes.quiet() ? Manner.QUIET : terminals.canRedraw() ? Manner.LIVE : Manner.PLAIN;
    return new Console(
        new Console.Setting(manner, style(wishes), terminals.hasPerson()),
        out,
        err,
        InstantSource.system());
  }

  private Style style(Wishes wishes) {
    return terminals.canColour() && !wishes.noColor() ? Style.coloured() : Style.plain();
  }

  @Override
  public Host host(PeerOptions options) {
    return new OwnProcess(options);
  }

  @Override
  public OptionalInt alone(PeerOptions options, Wishes wishes) {
    return OptionalInt.empty();
  }
}
