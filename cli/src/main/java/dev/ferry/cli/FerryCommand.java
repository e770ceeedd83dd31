package dev.ferry.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ferry} itself: holds the commands; alone, it shows what there is. */
@Command(
    name = "ferry",
    description = "Moves files straight between machines: peer to peer, no cloud.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class FerryCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return CommandLine.ExitCode.USAGE;
  }
}
