package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.peer.PeerOptions;
import dev.ferry.transfer.TransferException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code ferry} itself: the options that every command takes; alone, it shows what there is. */
@Command(name = "ferry", versionProvider = Version.class, sortOptions = false)
final class FerryCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec private CommandSpec spec;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      order = 100,
      description = "Where identity, known peers and history live; two homes are two peers.")
  private @Nullable Path home;

  @Option(
      names = "--name",
      paramLabel = "ALIAS",
      scope = ScopeType.INHERIT,
      order = 101,
      description = "The name shown to others, for this run.")
  private @Nullable String alias;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      order = 102,
      description = "Events as NDJSON on standard output (docs/events.md).")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      order = 103,
      description = "Nothing but errors, and what a command is asked to list.")
  private boolean quiet;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      order = 104,
      description = "No colours; NO_COLOR in the environment does the same.")
  private boolean noColor;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      order = 105,
      description = "Where an error came from, and the log.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      order = 106,
      description = "This help.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      order = 107,
      description = "Which Ferry this is.")
  @SuppressWarnings("UnusedVariable") // picocli itself acts on it
  private boolean version;

  FerryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What the standard streams are. */
  Terminals terminals() {
    return surroundings.terminals();
  }

  /** What a command does in its session. */
  interface Work {
    /** Does it, and says how it ended. */
    Ending in(Session session) throws Exception;
  }

  @Override
  public Integer call() {
    QuietLog.use(debug);
    OptionalInt code = surroundings.alone(new PeerOptions(home, alias), wishes());
    if (code.isEmpty()) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
    return code.orElse(CommandLine.ExitCode.OK);
  }

  /** Runs the work of a command, and turns its end into what is told and the exit code. */
  int run(Work work) {
    QuietLog.use(debug);
    try (Console console = surroundings.console(wishes())) {
      Ending ending = end(console, work);
      ending.tell(console);
      return ending.code();
    }
  }

  private Ending end(Console console, Work work) {
    Host host;
    try {
      host = surroundings.host(new PeerOptions(home, alias));
    } catch (TransferException e) {
      return Ending.of(e);
    }
    try (Session session = new Session(console, host)) {
      try {
        if (alias != null) {
          PeerNames.check("--name", alias);
        }
        return work.in(session);
      } catch (Throwable failure) {
        if (debug) {
          console.complain(trace(failure));
        }
        if (failure instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        return Ending.of(failure);
      }
    }
  }

  private Surroundings.Wishes wishes() {
    return new Surroundings.Wishes(json, quiet, noColor);
  }

  private static String trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
