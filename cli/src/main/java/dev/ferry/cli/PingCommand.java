package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.PingText;
import dev.ferry.peer.PingReport;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.peer.events.PeerJson;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry ping}. */
@Command(
    customSynopsis = "ferry ping PEER [--for TIME] [OPTION]...",
    description =
        "Measures the way to a peer: connecting, round trips, and how fast bytes travel both ways.",
    sortOptions = false,
    footer = {"  ferry ping nas", "  ferry ping 192.168.1.7 --for 0s   # round trips only"})
final class PingCommand implements Callable<Integer> {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @ParentCommand private FerryCommand ferry;
  @Mixin private TransportFlags transport;

  @Parameters(
      paramLabel = "PEER",
      description = "HOST, HOST:PORT, [IPv6]:PORT, or the name of one that is near or trusted.")
  private String to = "";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Quantity.Span.class,
      order = 1,
      description =
          "How long bytes are sent, and then fetched: 2s unless said, at most 10s, 0s not at all.")
  private Duration speed = Duration.ofSeconds(2);

  @Override
  public Integer call() {
    return ferry.run(this::ping);
  }

  private Ending ping(Session session) throws Exception {
    if (speed.compareTo(LONGEST) > 0) {
      throw Ending.usage("--for is at most 10s");
    }
    Console console = session.console();
    // The peer may be a shell's, with transfers of its own under way: it is not closed.
    session.stopWith("Stopping.", session.host()::stopTransfers);
    PingReport report;
    try {
      report = session.peer().ping(Addressee.of(session, to), speed, transport.options());
    } catch (IOException e) {
      if (session.isStopping()) {
        return new Ending(Problem.INTERRUPTED, "stopped");
      }
      throw e;
    }
    console.show(
        () -> String.join("\n", PingText.lines(report, console.style())),
        () -> json(console.event("ping"), report));
    return Ending.good();
  }

  /** A report as an event. */
  static JsonLine json(JsonLine line, PingReport report) {
    return PeerJson.ping(line, report).put("verdict", PingText.verdict(report));
  }
}
