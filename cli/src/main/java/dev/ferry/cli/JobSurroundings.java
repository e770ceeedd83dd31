package dev.ferry.cli;

import dev.ferry.cli.shell.Job;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Console.Manner;
import dev.ferry.cli.show.Style;
import dev.ferry.peer.PeerOptions;
import dev.ferry.transfer.TransferException;
import java.time.InstantSource;
import java.util.OptionalInt;

/**
 * A shell around a command.
 *
 * @param job what runs the command
 */
record JobSurroundings(Job job) implements Surroundings {
  @Override
  public Console console(Wishes wishes) {
    boolean person = job.asker() != null;
    Manner manner =
        wishes.json() || job.json()
            ? Manner.JSON
            : wishes.quiet() || job.quiet() ? Manner.QUIET : person ? Manner.LIVE : Manner.PLAIN;
    return new Console(
        new Console.Setting(manner, wishes.noColor() ? Style.plain() : job.style(), person),
        job.out(),
        job.err(),
        InstantSource.system(),
        job.asker());
  }

  @Override
  public Host host(PeerOptions options) throws TransferException {
    if (options.home() != null || options.alias() != null) {
      throw Ending.usage(
          "--home and --name belong to the start of Ferry: exit, and start it with them");
    }
    return new JobHost(job);
  }

  @Override
  public Terminals terminals() {
    boolean person = job.asker() != null;
    return new Terminals(person, person, null, false);
  }

  @Override
  public OptionalInt alone(PeerOptions options, Wishes wishes) {
    return OptionalInt.empty();
  }
}
