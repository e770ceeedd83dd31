package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.peer.PeerOptions;
import dev.ferry.transfer.TransferException;
import java.util.OptionalInt;

/** What is around a command line: a process, or a shell. */
interface Surroundings {
  /**
   * How a person wants to be talked to.
   *
   * @param json events instead of sentences
   * @param quiet nothing but errors
   * @param noColor no colours, even if the terminal has them
   */
  record Wishes(boolean json, boolean quiet, boolean noColor) {}

  /** Where the command talks; closed when it has ended. */
  Console console(Wishes wishes);

  /**
   * Where the command runs.
   *
   * @throws TransferException with {@link dev.ferry.transfer.Problem#USAGE} if it cannot run here
   *     as this peer
   */
  Host host(PeerOptions options) throws TransferException;

  /** What the standard streams are. */
  Terminals terminals();

  /** Does what {@code ferry} alone does, if it is more than to say what there is: the exit code. */
  OptionalInt alone(PeerOptions options, Wishes wishes);
}
