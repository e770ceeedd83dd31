package dev.ferry.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferry help [COMMAND]}. */
@Command(
    customSynopsis = "ferry help [COMMAND]",
    description = "Shows help for a command, or the commands there are.",
    sortOptions = false,
    footer = "  ferry help send")
final class HelpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command.")
  private @Nullable String word;

  @Override
  public Integer call() {
    CommandLine ferry = spec.commandLine().getParent();
    if (word == null) {
      ferry.usage(ferry.getOut());
      return CommandLine.ExitCode.OK;
    }
    Verb verb = Verb.ofWord(word).orElse(null);
    if (verb == null) {
      ferry.getErr().println("ferry: " + Suggestion.forUnknown(word));
      return CommandLine.ExitCode.USAGE;
    }
    CommandLine command = verb == Verb.HELP ? spec.commandLine() : verb.addTo(ferry);
    command.usage(ferry.getOut());
    return CommandLine.ExitCode.OK;
  }
}
