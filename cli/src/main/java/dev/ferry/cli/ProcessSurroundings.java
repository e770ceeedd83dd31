package dev.ferry.cli;

import dev.ferry.cli.shell.Front;
import dev.ferry.cli.shell.Shell;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Console.Manner;
import dev.ferry.cli.show.Style;
import dev.ferry.peer.PeerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
    try {
      if (terminals.hasPerson() && !wishes.json() && !wishes.quiet()) {
        boolean colours = terminals.canColour() && !wishes.noColor();
        return OptionalInt.of(new Shell(new ShellCommands()).atTerminal(options, colours));
      }
      return terminals.input() ? OptionalInt.empty() : script(options, wishes);
    } catch (IOException e) {
      err.println("ferry: " + Ending.of(e).message());
      return OptionalInt.of(Ending.of(e).code());
    }
  }

  /** Runs the commands of standard input, if there are any. */
  private OptionalInt script(PeerOptions options, Wishes wishes) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    String first = lines.readLine();
    if (first == null) {
      return OptionalInt.empty();
    }
    Front front = new Front(out, err, style(wishes), null, wishes.json(), wishes.quiet());
    return OptionalInt.of(new Shell(new ShellCommands()).script(options, first, lines, front));
  }
}
