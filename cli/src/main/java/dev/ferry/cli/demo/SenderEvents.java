package dev.ferry.cli.demo;

import dev.ferry.cli.show.Units;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one sender tell about its transfer. One thread writes, others may look at how
 * far it is.
 */
final class SenderEvents {
  private volatile long done;
  private volatile long total;
  private @Nullable DemoEvent accepted;
  private @Nullable DemoEvent last;
  private @Nullable DemoEvent beforeKill;
  private @Nullable DemoEvent afterKill;
  private @Nullable DemoEvent ended;
  private boolean killed;

  /** Takes the next event. */
  void see(DemoEvent event) {
    switch (event.name()) {
      case "accepted" -> accepted = accepted == null ? event : accepted;
      case "progress" -> progress(event);
      case "ended" -> ended = event;
      default -> {
        return;
      }
    }
    last = event;
  }

  private void progress(DemoEvent event) {
    if (killed && afterKill == null && event.number("done") > done) {
      afterKill = event;
    }
    done = event.number("done");
    total = event.number("total");
  }

  /** The receiver was killed just now. */
  void killed() {
    killed = true;
    beforeKill = last;
  }

  /** How far it is, for a person. */
  String far() {
    return total == 0
        ? "about to begin"
        : Units.percent(done, total) + " % of " + Units.bytes(total);
  }

  /** The end. */
  DemoEvent ended() throws IOException {
    if (ended == null) {
      throw new IOException("the transfer of the demo did not end");
    }
    return ended;
  }

  /** From the acceptance to the end, in nanoseconds. */
  long nanos() throws IOException {
    return accepted == null ? 0 : Math.max(1, ended().nanosAfter(accepted));
  }

  /** The same without the time in which there was no receiver. */
  long movingNanos() throws IOException {
    long down = beforeKill == null || afterKill == null ? 0 : afterKill.nanosAfter(beforeKill);
    return Math.max(1, nanos() - down);
  }
}
