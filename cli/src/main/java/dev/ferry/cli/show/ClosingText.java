package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.payload.Withdrawn;
import dev.ferry.peer.events.Bottleneck;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.Receipt;
import java.util.ArrayList;
import java.util.List;

/** The closing lines of a transfer that came to its end. */
final class ClosingText {
  /** Of less than this, the speed says something about the start only. */
  private static final long WORTH_A_SPEED = 100_000;

  private final Style style;
  private final long ownLimit;

  /**
   * Closing lines in this style.
   *
   * @param ownLimit the bytes a second that this side allowed; 0 for any number
   */
  ClosingText(Style style, long ownLimit) {
    this.style = style;
    this.ownLimit = ownLimit;
  }

  /**
   * What was moved, how fast, what limited it, and what did not go as plainly as the rest.
   *
   * @param peer already fit for the screen
   * @param title not yet
   */
  List<String> of(Direction direction, String peer, String title, Outcome.Completed completed) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(direction, peer, ShortName.ofTitle(title), completed));
    Receipt receipt = completed.receipt();
    if (receipt.same() > 0 && completed.effort().payloadBytes() > 0) {
      lines.add("  " + Units.count(receipt.same(), "file") + " there already");
    }
    if (receipt.skipped() > 0) {
      lines.add(
          "  "
              + Units.count(receipt.skipped(), "file")
              + (direction == Direction.SEND
                  ? " left out by the receiver: the name is taken there, or it is not wanted"
                  : " left out: other contents are there under the same name"));
    }
    addTextFile(lines, receipt);
    addNames(lines, "landed beside an older file: ", receipt.keptBeside());
    addWithdrawn(lines, direction, receipt);
    if (receipt.refused() > 0) {
      lines.add(
          "  "
              + style.warning(
                  Units.count(receipt.refused(), "entry")
                      + " refused by the receiver as unsafe, such as links that lead outside"));
    }
    return lines;
  }

  private String headline(
      Direction direction, String peer, String title, Outcome.Completed completed) {
    Outcome.Effort effort = completed.effort();
    Receipt receipt = completed.receipt();
    if (effort.payloadBytes() == 0 && receipt.files() == 0 && receipt.same() > 0) {
      return style.good("Nothing had to travel")
          + ": "
          + (receipt.same() == 1 ? "" : "all ")
          + Units.count(receipt.same(), "file")
          + " of "
          + title
          + (receipt.same() == 1 ? " is there already" : " are there already")
          + place(direction, receipt);
    }
    String verb = direction == Direction.SEND ? "Sent " : "Received ";
    String way = direction == Direction.SEND ? " to " : " from ";
    return style.good(verb + title)
        + way
        + peer
        + ": "
        + Units.count(receipt.files(), "file")
        + ", "
        + Units.bytes(receipt.bytes())
        + now(completed)
        + pace(direction, completed)
        + place(direction, receipt);
  }

  /** Of one that was gone on with, the bytes that the time and the speed are about. */
  private static String now(Outcome.Completed completed) {
    long moved = completed.effort().sentBytes();
    boolean before = moved < completed.receipt().bytes() - WORTH_A_SPEED;
    return before ? "; the last " + Units.bytes(moved) + " of it" : "";
  }

  private String pace(Direction direction, Outcome.Completed completed) {
    Outcome.Effort effort = completed.effort();
    String time = " in " + Units.duration(effort.nanos());
    Latency latency = effort.measured().latency();
    String roundTrip = latency.isKnown() ? ", round trip " + Units.shortTime(latency.median()) : "";
    if (effort.sentBytes() < WORTH_A_SPEED) {
      return time + roundTrip;
    }
    String average = ", " + Units.averageSpeed(effort.sentBytes(), effort.nanos()) + " on average";
    String limit =
        Bottleneck.Sides.of(direction, completed)
            .limit(ownLimit, effort)
            .map(what -> ", limited by: " + what)
            .orElse("");
    return time + average + roundTrip + limit;
  }

  private static String place(Direction direction, Receipt receipt) {
    return direction == Direction.RECEIVE && !receipt.destination().isEmpty()
        ? ", in " + DisplayName.escape(receipt.destination())
        : "";
  }

  private static void addNames(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() == Receipt.SAMPLES ? ", ..." : "";
      List<String> shown = names.stream().map(ShortName::ofPath).toList();
      lines.add("  " + what + String.join(", ", shown) + more);
    }
  }

  /** A text message that arrived, alone. */
  List<String> ofText(String peer, Receipt receipt) {
    List<String> lines = new ArrayList<>();
    lines.add(style.good("Sent the text") + " to " + peer);
    addTextFile(lines, receipt);
    return lines;
  }

  private static void addTextFile(List<String> lines, Receipt receipt) {
    if (receipt.textFile() != null) {
      lines.add(
          "  the text was taken as a file, offered as "
              + ShortName.ofPath(receipt.textFile())
              + "; the app may have given it another name");
    }
  }

  private void addWithdrawn(List<String> lines, Direction direction, Receipt receipt) {
    if (receipt.withdrawnFiles() == 0) {
      return;
    }
    lines.add(
        "  "
            + style.warning(
                (direction == Direction.SEND ? "NOT SENT: " : "NOT RECEIVED: ")
                    + Units.count(receipt.withdrawnFiles(), "file")));
    for (Withdrawn file : receipt.withdrawn()) {
      lines.add("    " + ShortName.ofPath(file.path()) + ": " + DisplayName.escape(file.reason()));
    }
    long more = receipt.withdrawnFiles() - receipt.withdrawn().size();
    if (more > 0) {
      lines.add("    ... and " + Units.count(more) + " more");
    }
  }
}
