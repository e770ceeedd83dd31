package dev.ferry.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process of its own that records and asks, for tests in which several do so; and its entries.
 */
final class HistoryProgram {
  private HistoryProgram() {}

  /** Records entries {@code args[1]} and following, {@code args[2]} of them, in {@code args[0]}. */
  public static void main(String[] args) throws IOException {
    History history = History.in(Home.at(Path.of(args[0])));
    int first = Integer.parseInt(args[1]);
    int count = Integer.parseInt(args[2]);
    for (int i = first; i < first + count; i++) {
      history.record(entry(i, Instant.EPOCH));
      if (i % 5 == 0 && history.query(HistoryQuery.newest(1000)).isEmpty()) {
        throw new IllegalStateException("nothing is there, though something was recorded");
      }
    }
  }

  static HistoryEntry entry(int number, Instant ended) {
    return new HistoryEntry(
        id(number),
        HistoryEntry.SENT,
        "peer of " + number,
        "",
        "10.0.0.1:53317",
        "title of " + number,
        "",
        null,
        1,
        2,
        ended.minusSeconds(1),
        ended,
        HistoryEntry.COMPLETED,
        "",
        3,
        0,
        "",
        null,
        "direct");
  }

  /** A different id for each number. */
  static String id(int number) {
    StringBuilder id = new StringBuilder("a".repeat(26));
    for (int i = 25, left = number; left > 0; i--, left /= 26) {
      id.setCharAt(i, (char) ('a' + left % 26));
    }
    return id.toString();
  }
}
