package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.manifest.FileKinds;
import dev.ferry.payload.StageMeter.Stage;
import dev.ferry.peer.PastDetails;
import dev.ferry.peer.PastTransfer;
import dev.ferry.peer.events.Bottleneck;
import dev.ferry.transfer.Direction;
import dev.ferry.transfer.Latency;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that is known of a past transfer, for a person. Holds no state. */
public final class PastText {
  private PastText() {}

  /**
   * What it was, how it went, and what was measured.
   *
   * @param began when, as it is to be shown
   * @param width the columns that the plot may take
   */
  public static List<String> lines(PastTransfer past, String began, int width, Style style) {
    List<String> lines = new ArrayList<>();
    boolean sent = past.direction() == Direction.SEND;
    lines.add(
        style.strong(title(past))
            + (sent ? " to " : " from ")
            + Who.name(past.alias())
            + (past.address().isEmpty() ? "" : " at " + DisplayName.escape(past.address()))
            + ", "
            + began);
    lines.add("  id: " + DisplayName.escape(past.id()));
    if (past.text() == null || past.files() > 0) {
      lines.add("  " + amount(past));
    }
    addEnd(lines, past, style);
    addDetails(lines, past, width);
    return lines;
  }

  private static String title(PastTransfer past) {
    String text = past.text();
    return text == null || past.files() > 0
        ? ShortName.ofTitleOrText(past.title())
        : "\"" + ShortName.ofTitle(text) + "\"";
  }

  private static String amount(PastTransfer past) {
    String kinds = kinds(past.details().kinds());
    return OfferText.amount(past.files(), past.bytes())
        + (kinds.isEmpty() ? "" : ": " + kinds)
        + "; "
        + Units.duration(past.took().toNanos())
        + (past.bytes() == 0
            ? ""
            : ", " + Units.averageSpeed(past.bytes(), past.took().toNanos()) + " on average")
        + (past.resent() == 0 ? "" : ", " + Units.bytes(past.resent()) + " sent again");
  }

  /** {@code 12 pictures, 1 table}; empty if there are none. */
  public static String kinds(FileKinds kinds) {
    return kinds.mostFirst().stream()
        .map(kind -> Units.count(kinds.of(kind)) + " " + kind.word(kinds.of(kind)))
        .collect(Collectors.joining(", "));
  }

  private static void addEnd(List<String> lines, PastTransfer past, Style style) {
    boolean good = past.result().equals("ok");
    lines.add(
        "  "
            + (good ? style.good("ok") : style.warning(DisplayName.escape(past.result())))
            + (past.message().isBlank() ? "" : ": " + DisplayName.escape(past.message()))
            + (past.destination().isEmpty()
                ? ""
                : ", in " + DisplayName.escape(past.destination())));
  }

  private static void addDetails(List<String> lines, PastTransfer past, int width) {
    PastDetails details = past.details();
    Latency latency = details.measured().latency();
    if (latency.isKnown()) {
      lines.add("  round trips: " + latency(latency));
    }
    if (details.measured().firstByteNanos() >= 0) {
      lines.add("  first byte: after " + Units.shortTime(details.measured().firstByteNanos()));
    }
    addWaits(lines, "sender", details.senderWaited());
    addWaits(lines, "receiver", details.receiverWaited());
    Bottleneck.of(details.senderWaited(), details.receiverWaited())
        .ifPresent(what -> lines.add("  limited by: " + what));
    lines.addAll(SpeedPlot.lines(details.measured().speed(), width));
  }

  /** {@code 0.41 ms (0.38 to 2.1 ms, 26 measured)}. */
  public static String latency(Latency latency) {
    return Units.shortTime(latency.median())
        + (latency.count() == 1
            ? ""
            : " ("
                + Units.shortTime(latency.min())
                + " to "
                + Units.shortTime(latency.max())
                + ", "
                + Units.count(latency.count())
                + " measured)");
  }

  private static void addWaits(List<String> lines, String side, Map<Stage, Long> waited) {
    String waits =
        waited.entrySet().stream()
            .filter(stage -> stage.getValue() > 0)
            .sorted(Map.Entry.comparingByKey())
            .map(stage -> word(stage.getKey()) + " " + Units.shortTime(stage.getValue()))
            .collect(Collectors.joining(", "));
    if (!waits.isEmpty()) {
      lines.add("  " + side + " waited: " + waits);
    }
  }

  private static String word(Stage stage) {
    return switch (stage) {
      case DISK_READ -> "reading";
      case HASH -> "hashing";
      case NETWORK -> "network";
      case DISK_WRITE -> "writing";
    };
  }
}
