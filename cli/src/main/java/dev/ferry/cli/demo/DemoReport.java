package dev.ferry.cli.demo;

import dev.ferry.cli.show.Columns;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.Units;
import dev.ferry.identity.DisplayName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demo found out: a table for a person, one event for a program. */
final class DemoReport {
  private static final int LABEL = 28;

  private final Console console;
  private final List<String> rows = new ArrayList<>();
  private @Nullable DemoEvent small;
  private @Nullable SenderEvents killed;
  private @Nullable DemoEvent again;

  DemoReport(Console console) {
    this.console = console;
  }

  /** The small files have travelled. */
  void small(SenderEvents seen) throws IOException {
    DemoEvent end = seen.ended();
    small = end;
    long files = end.number("receipt", "files");
    row(
        "small files",
        OfferText.amount(files, end.number("receipt", "bytes"))
            + " in "
            + Units.duration(end.number("nanos"))
            + ": "
            + Units.count(perSecond(files, end.number("nanos")))
            + " files/s");
    console.say("Small files are across; now the whole folder");
  }

  /** The folder has travelled in spite of the kill. */
  void killed(SenderEvents seen) throws IOException {
    killed = seen;
    DemoEvent end = seen.ended();
    long bytes = end.number("payloadBytes");
    row(
        "folder with a large file",
        OfferText.amount(end.number("receipt", "files"), end.number("receipt", "bytes"))
            + " in "
            + Units.duration(seen.movingNanos())
            + ": "
            + Units.averageSpeed(bytes, seen.movingNanos()));
    row("  with the kill", Units.duration(seen.nanos()));
    row(
        "  sent again after it",
        Units.bytes(end.number("resentBytes"))
            + ", "
            + Units.duration(nanosFor(end.number("resentBytes"), bytes, seen.movingNanos()))
            + " worth");
    row("  sender waited for", waited(end, "senderWaited"));
    row("  receiver waited for", waited(end, "receiverWaited") + " (since its restart)");
    row("  limited by", end.text("limitedBy").isEmpty() ? "nothing much" : end.text("limitedBy"));
  }

  /** The folder has been offered once more. */
  void again(SenderEvents seen) throws IOException {
    DemoEvent end = seen.ended();
    again = end;
    row(
        "the same folder once more",
        Units.bytes(end.number("payloadBytes"))
            + " travelled in "
            + Units.duration(end.number("nanos")));
  }

  /** Prints everything, with what the comparison says. */
  void table(List<TreeComparison> comparisons) throws IOException {
    long files = comparisons.stream().mapToLong(TreeComparison::files).sum();
    long bytes = comparisons.stream().mapToLong(TreeComparison::bytes).sum();
    long different = comparisons.stream().mapToLong(TreeComparison::found).sum();
    row(
        "compared",
        OfferText.amount(files, bytes)
            + ": "
            + (different == 0
                ? console.style().good("every byte, mode and time is the same")
                : console.style().alarm(Units.count(different, "DIFFERENCE"))));
    console.say("\n" + String.join("\n", rows) + "\n");
    for (TreeComparison comparison : comparisons) {
      comparison.differences().forEach(line -> console.complain("  " + DisplayName.escape(line)));
    }
    tell(files, bytes, different);
  }

  private void tell(long files, long bytes, long different) throws IOException {
    SenderEvents seen = killed;
    if (small == null || seen == null || again == null) {
      throw new IOException("the demo is not over");
    }
    DemoEvent smallEnd = small;
    DemoEvent killedEnd = seen.ended();
    long movingNanos = seen.movingNanos();
    long nanos = seen.nanos();
    long travelledAgain = again.number("payloadBytes");
    console.tell(() ->
        console
            .event("demo")
            .put("smallFiles", smallEnd.number("receipt", "files"))
            .put("smallFilesNanos", smallEnd.number("nanos"))
            .put("payloadBytes", killedEnd.number("payloadBytes"))
            .put("movingNanos", movingNanos)
            .put("nanosWithKill", nanos)
            .put("resentBytes", killedEnd.number("resentBytes"))
            .put("secondTimeBytes", travelledAgain)
            .put("comparedFiles", files)
            .put("comparedBytes", bytes)
            .put("differences", different));
  }

  private void row(String label, String value) {
    rows.add("  " + Columns.pad(label, LABEL) + value);
  }

  private static String waited(DemoEvent end, String side) {
    return "disk "
        + Units.duration(end.number(side, "diskRead") + end.number(side, "diskWrite"))
        + ", hash "
        + Units.duration(end.number(side, "hash"))
        + ", network "
        + Units.duration(end.number(side, "network"));
  }

  private static long perSecond(long count, long nanos) {
    return Math.round(count / (Math.max(1, nanos) / 1e9));
  }

  private static long nanosFor(long part, long whole, long nanos) {
    return whole == 0 ? 0 : Math.round((double) nanos * part / whole);
  }
}
