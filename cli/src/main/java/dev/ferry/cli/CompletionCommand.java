package dev.ferry.cli;

import dev.ferry.cli.reference.Completion;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ferry completion SHELL}. */
@Command(
    customSynopsis = "ferry completion SHELL",
    description = "Prints a script that lets a shell complete what is typed.",
    sortOptions = false,
    footer = {
      "  source <(ferry completion bash)",
      "  ferry completion zsh > ~/.zfunc/_ferry",
      "  ferry completion fish > ~/.config/fish/completions/ferry.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell = "";

  @Override
  public Integer call() {
    Completion completion = Completion.of(shell).orElse(null);
    if (completion == null) {
      String known =
          Arrays.stream(Completion.values())
              .map(Completion::word)
              .collect(Collectors.joining(", "));
      spec.commandLine().getErr().println("ferry: completion is there for " + known);
      return CommandLine.ExitCode.USAGE;
    }
    spec.commandLine().getOut().print(completion.script(Pages.all(spec.commandLine().getParent())));
    spec.commandLine().getOut().flush();
    return CommandLine.ExitCode.OK;
  }
}
