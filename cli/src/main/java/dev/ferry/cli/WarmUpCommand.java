package dev.ferry.cli;

import dev.ferry.cli.demo.WarmUp;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code ferry warm-up}, which the launcher runs once after each build. */
@Command(
    customSynopsis = "ferry warm-up",
    description = "Does a transfer in small, from which the start-up cache is made.",
    hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Override
  public Integer call() {
    return ferry.run(session -> Ending.of(WarmUp.run(session.console()), "the other half", ""));
  }
}
