package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.EventJson;
import dev.ferry.cli.show.JsonLine;
import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.peer.PastTransfer;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.PeerProtocol;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ferry history}. */
@Command(
    customSynopsis = "ferry history [--last N]",
    description = "Lists what was sent and received, newest first.",
    sortOptions = false)
final class HistoryCommand implements Callable<Integer> {
  private static final String GOOD = "ok";

  @ParentCommand private FerryCommand ferry;

  @Option(names = "--last", paramLabel = "N", order = 1, description = "How many; 20 unless said.")
  private int last = 20;

  @Override
  public Integer call() {
    return ferry.run(this::list);
  }

  private Ending list(Session session) throws Exception {
    if (last < 1) {
      throw Ending.usage("--last is 1 or more");
    }
    Console console = session.console();
    List<PastTransfer> past = session.peer().history(last);
    if (past.isEmpty()) {
      console.say("Nothing has been sent or received yet.");
    }
    for (PastTransfer transfer : past) {
      console.show(
          () -> text(transfer, console.style()), () -> json(console.event("past"), transfer));
    }
    return Ending.good();
  }

  private static String text(PastTransfer past, Style style) {
    boolean sent = past.direction() == Direction.SEND;
    return Dates.minute(past.began())
        + (sent ? "  to " : "  from ")
        + Who.name(past.alias())
        + (past.protocol() == PeerProtocol.LOCALSEND ? " over LocalSend" : "")
        + "  "
        + what(past)
        + "  "
        + result(past, style);
  }

  private static String what(PastTransfer past) {
    if (past.text() != null) {
      return "\"" + ShortName.ofTitle(past.text()) + "\"";
    }
    if (past.title().isEmpty() && past.files() == 0) {
      return "a text";
    }
    return ShortName.ofTitle(past.title())
        + "  "
        + OfferText.amount(past.files(), past.bytes())
        + ", "
        + Units.duration(past.took().toNanos());
  }

  private static String result(PastTransfer past, Style style) {
    if (past.result().equals(GOOD)) {
      return style.good(GOOD)
          + (past.destination().isEmpty() ? "" : ", in " + DisplayName.escape(past.destination()));
    }
    String why = past.message().isBlank() ? "" : ": " + DisplayName.escape(past.message());
    return style.warning(DisplayName.escape(past.result())) + why;
  }

  /** A past transfer as an event. */
  static JsonLine json(JsonLine line, PastTransfer past) {
    return line.put("transfer", past.id())
        .put("direction", EventJson.word(past.direction()))
        .put("alias", past.alias())
        .put("address", past.address())
        .put("title", past.title())
        .put("text", past.text())
        .put("files", past.files())
        .put("bytes", past.bytes())
        .put("began", past.began().toString())
        .put("nanos", past.took().toNanos())
        .put("result", past.result())
        .put("message", past.message())
        .put("destination", past.destination())
        .put("protocol", past.protocol() == null ? null : past.protocol().word());
  }
}
