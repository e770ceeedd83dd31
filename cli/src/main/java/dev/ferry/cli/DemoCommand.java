package dev.ferry.cli;

import dev.ferry.cli.demo.Demo;
import dev.ferry.cli.show.Units;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry demo}. */
@Command(
    customSynopsis = "ferry demo [OPTION]...",
    description = {
      "Starts two peers on this machine, sends a real folder from one to the other,",
      "kills the receiver in the middle, starts it again, and compares every byte."
    },
    sortOptions = false,
    footer = "  ferry demo")
final class DemoCommand implements Callable<Integer> {
  private static final long SMALLEST = 20_000_000L;

  @ParentCommand private FerryCommand ferry;

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      order = 1,
      converter = Quantity.Bytes.class,
      description = "Of the large file: 1GB unless said, at least 20MB. Needs three times as much.")
  private long size = 1_000_000_000L;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      order = 2,
      description = "Where to play; where there is most room unless said.")
  private @Nullable Path dir;

  @Option(names = "--keep", order = 3, description = "Leave everything there for a look.")
  private boolean keep;

  @Override
  public Integer call() {
    return ferry.run(this::demo);
  }

  private Ending demo(Session session) throws Exception {
    if (size < SMALLEST || size > Long.MAX_VALUE / 10) {
      throw Ending.usage("--size is at least 20MB");
    }
    session.console().goLive(Duration.ZERO);
    try {
      long differences =
          Demo.run(
              session.console(),
              new Demo.Setting(size, dir, keep),
              stop -> session.stopWith("Stopping and tidying up.", stop));
      return differences == 0
          ? Ending.good()
          : new Ending(
              Problem.VERIFICATION,
              Units.count(differences, "difference") + " between what was sent and what arrived");
    } catch (IOException e) {
      if (session.isStopping()) {
        return new Ending(Problem.INTERRUPTED, "the demo was stopped");
      }
      throw e;
    }
  }
}
