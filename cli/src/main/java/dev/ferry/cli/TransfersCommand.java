package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Phrase;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.page.client.TransferElsewhere;
import dev.ferry.peer.Peer;
import dev.ferry.peer.StoredTransfer;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry transfers}. */
@Command(
    customSynopsis = "ferry transfers [--discard ID]",
    description = "Lists the transfers that are not finished, newest first.",
    sortOptions = false,
    footer = {"  ferry transfers", "  ferry transfers --json"})
final class TransfersCommand implements Callable<Integer> {
  private static final int SHORT_ID = 8;

  @ParentCommand private FerryCommand ferry;

  @Option(
      names = "--discard",
      paramLabel = "ID",
      order = 1,
      description = "Throw this one away, with what arrived of it.")
  private @Nullable String discard;

  @Override
  public Integer call() {
    return ferry.run(session -> discard == null ? list(session) : discard(session, discard));
  }

  private Ending list(Session session) throws Exception {
    Console console = session.console();
    Map<TransferId, TransferElsewhere> running = OtherProcess.underWay(session.host());
    List<StoredTransfer> kept = session.peer().transfers();
    List<StoredTransfer> told =
        kept.stream()
            .filter(transfer -> !session.host().lists(transfer.id()))
            .filter(transfer -> !running.containsKey(transfer.id()))
            .toList();
    if (kept.isEmpty() && running.isEmpty()) {
      console.say("All transfers are finished.");
    }
    for (TransferElsewhere transfer : running.values()) {
      if (!session.host().lists(transfer.stored().id())) {
        console.show(
            () -> text(session, transfer),
            () ->
                KeptJson.unfinished(console.event("transfer"), transfer.stored())
                    .put("state", transfer.state()));
      }
    }
    for (StoredTransfer transfer : told) {
      console.show(
          () -> text(session, transfer),
          () -> KeptJson.unfinished(console.event("transfer"), transfer));
    }
    return Ending.good();
  }

  private static Ending discard(Session session, String prefix) throws Exception {
    Peer peer = session.peer();
    TransferId id =
        peer.find(prefix)
            .orElseThrow(() ->
                new TransferException(
                    Problem.NOT_FOUND,
                    "not exactly one unfinished transfer begins with "
                        + prefix
                        + "; ferry transfers lists them"));
    peer.discard(id);
    Console console = session.console();
    console.say("Thrown away: " + id.text());
    console.tell(() -> console.event("discarded").put("transfer", id.text()));
    return Ending.good();
  }

  /** One that the running peer moves: there is nothing to be done about it. */
  private static String text(Session session, TransferElsewhere running) {
    return head(running.stored())
        + "\n          "
        + (running.message().isEmpty()
            ? "under way"
            : "waits: " + Phrase.open(DisplayName.escape(running.message())))
        + " in the Ferry that runs; "
        + session.command("page")
        + " shows it";
  }

  private static String text(Session session, StoredTransfer kept) {
    String id = kept.id().text().substring(0, SHORT_ID);
    return head(kept)
        + "\n          "
        + (kept.resumable()
            ? session.command("resume " + id)
            : kept.inOneGo()
                ? "an app cannot go on: the next ferry receive keeps the files that came whole"
                : "goes on when the other side comes back to ferry receive");
  }

  private static String head(StoredTransfer kept) {
    boolean sending = kept.direction() == Direction.SEND;
    String id = kept.id().text().substring(0, SHORT_ID);
    String far =
        kept.total() < 0
            ? "not accepted yet"
            : Units.percent(kept.done(), kept.total()) + " % of " + Units.bytes(kept.total());
    return id
        + "  "
        + (sending ? "to " : "from ")
        + Who.name(kept.peer())
        + "  "
        + ShortName.ofTitleOrText(kept.title())
        + "  "
        + far
        + ", since "
        + Dates.minute(kept.since());
  }
}
