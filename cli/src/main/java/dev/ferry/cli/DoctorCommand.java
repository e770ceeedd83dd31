package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.FindingText;
import dev.ferry.peer.Checkup;
import dev.ferry.peer.Finding;
import dev.ferry.peer.Finding.Level;
import dev.ferry.transfer.Problem;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code ferry doctor}. */
@Command(
    customSynopsis = "ferry doctor [OPTION]...",
    description = {
      "Finds out why others do not see this machine: looks at home, inbox, addresses, ports,",
      "multicast, firewall, clock and terminal, and says what to do. Ends with 1 if there is",
      "a problem."
    },
    sortOptions = false,
    footer = "  ferry doctor")
final class DoctorCommand implements Callable<Integer> {
  @ParentCommand private FerryCommand ferry;

  @Override
  public Integer call() {
    return ferry.run(this::look);
  }

  private Ending look(Session session) throws Exception {
    Console console = session.console();
    Map<Level, Integer> counted = new EnumMap<>(Level.class);
    int width = console.size().columns();
    try (Checkup checkup = session.host().checkup()) {
      session.stopWith("Stopping.", checkup::close);
      tell(session, counted, width, Surfaces.program());
      checkup.run(finding -> tell(session, counted, width, finding));
      for (Finding finding : Surfaces.terminal(session, ferry.terminals())) {
        tell(session, counted, width, finding);
      }
    }
    console.say(
        "\n" + FindingText.summary(count(counted, Level.PROBLEM), count(counted, Level.NOTE)));
    return count(counted, Level.PROBLEM) == 0 ? Ending.good() : new Ending(Problem.FAILED, "");
  }

  private static int count(Map<Level, Integer> counted, Level level) {
    return counted.getOrDefault(level, 0);
  }

  private static void tell(
      Session session, Map<Level, Integer> counted, int width, Finding finding) {
    counted.merge(finding.level(), 1, Integer::sum);
    Console console = session.console();
    console.show(
        () ->
            String.join(
                "\n", FindingText.lines(finding, session.command(""), width, console.style())),
        () -> FindingText.json(console.event("finding"), finding));
  }
}
