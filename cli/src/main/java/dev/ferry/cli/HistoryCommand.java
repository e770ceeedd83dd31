package dev.ferry.cli;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.PastText;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.page.client.TransferElsewhere;
import dev.ferry.peer.PastTransfer;
import dev.ferry.peer.events.KeptJson;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.PeerProtocol;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import dev.ferry.transfer.TransferId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ferry history}. */
@Command(
    customSynopsis = "ferry history [--last N] [WORDS | ID]",
    description =
        "Lists what was sent and received, newest first; of one transfer, all that is known.",
    sortOptions = false,
    footer = {
      "  ferry history --last 5",
      "  ferry history photos     # in which \"photos\" occurs",
      "  ferry history k3jz5c2u   # all about the one whose id begins so"
    })
final class HistoryCommand implements Callable<Integer> {
  private static final String GOOD = "ok";
  private static final int SHORT_ID = 8;

  /** Shorter words are looked for, and taken for no beginning of an id. */
  private static final int LEAST_ID = 4;

  @ParentCommand private FerryCommand ferry;

  @Option(names = "--last", paramLabel = "N", order = 1, description = "How many; 20 unless said.")
  private int last = 20;

  @Parameters(
      arity = "0..*",
      paramLabel = "WORDS | ID",
      description =
          "Only those in which the words occur: in names, texts, messages, peers. The beginning of"
              + " an id shows all about that transfer.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    return ferry.run(this::list);
  }

  private Ending list(Session session) throws Exception {
    if (last < 1) {
      throw Ending.usage("--last is 1 or more");
    }
    Console console = session.console();
    String search = String.join(" ", words);
    List<PastTransfer> past = session.peer().history(search, last);
    if (isOne(past, search)) {
      past.forEach(transfer -> showWhole(console, transfer));
      return Ending.good();
    }
    if (past.isEmpty() && search.isEmpty()) {
      console.say("Nothing has been sent or received yet.");
    } else if (past.isEmpty()) {
      throw new TransferException(
          Problem.NOT_FOUND,
          "nothing in the history has " + DisplayName.escape(search) + "; ferry history lists all");
    }
    Map<TransferId, TransferElsewhere> running = OtherProcess.underWay(session.host());
    for (PastTransfer transfer : past) {
      console.show(
          () -> text(transfer, console.style()) + again(transfer, running),
          () -> KeptJson.past(console.event("past"), transfer));
    }
    return Ending.good();
  }

  /** A transfer with oneself has two sides under one id. */
  private static boolean isOne(List<PastTransfer> past, String search) {
    return search.length() >= LEAST_ID
        && !past.isEmpty()
        && past.stream().allMatch(transfer -> transfer.id().startsWith(search))
        && past.stream().map(PastTransfer::id).distinct().count() == 1;
  }

  private static void showWhole(Console console, PastTransfer past) {
    console.show(
        () -> whole(past, console),
        () -> KeptJson.details(KeptJson.past(console.event("past"), past), past));
  }

  private static String whole(PastTransfer past, Console console) {
    String began = Dates.minute(past.began());
    return String.join("\n", PastText.lines(past, began, console.width(), console.style()));
  }

  private static String text(PastTransfer past, Style style) {
    boolean sent = past.direction() == Direction.SEND;
    return past.id().substring(0, SHORT_ID)
        + "  "
        + Dates.minute(past.began())
        + (sent ? "  to " : "  from ")
        + Who.name(past.alias())
        + (past.protocol() == PeerProtocol.LOCALSEND ? " over LocalSend" : "")
        + "  "
        + what(past)
        + "  "
        + result(past, style);
  }

  /** What was interrupted may be under way again. */
  private static String again(PastTransfer past, Map<TransferId, TransferElsewhere> running) {
    TransferElsewhere now =
        TransferId.isValid(past.id()) ? running.get(new TransferId(past.id())) : null;
    return now == null
        ? ""
        : "; under way again, "
            + Units.percent(now.stored().done(), Math.max(1, now.stored().total()))
            + " %";
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
          + (past.destination().isEmpty() || past.files() == 0
              ? ""
              : ", in " + DisplayName.escape(past.destination()));
    }
    String why = past.message().isBlank() ? "" : ": " + DisplayName.escape(past.message());
    return style.warning(DisplayName.escape(past.result())) + why;
  }
}
