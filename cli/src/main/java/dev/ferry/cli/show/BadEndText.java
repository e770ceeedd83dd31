package dev.ferry.cli.show;

import dev.ferry.identity.DisplayName;
import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferEvent;

/** The line of a transfer that did not come to its end, for a side that does not drive it. */
final class BadEndText {
  private BadEndText() {}

  /**
   * What stopped it, and what becomes of it.
   *
   * @param peer fit for the screen
   * @param event neither completed nor declined
   * @param goingOn knows what to do about one that was interrupted
   */
  static String of(String peer, TransferEvent.Ended event, GoingOn goingOn, Style style) {
    String what = ShortName.ofTitleOrText(event.title()) + ", " + peer;
    return switch (event.outcome()) {
      case Outcome.Completed _ -> throw new IllegalArgumentException("a good end");
      case Outcome.Declined _ -> throw new IllegalArgumentException("told already");
      case Outcome.Interrupted interrupted ->
          style.warning("Interrupted: ")
              + Phrase.and(what + because(interrupted.message()), kept(peer, goingOn.of(event)));
      case Outcome.Failed failed -> style.alarm("Failed: ") + what + because(failed.message());
    };
  }

  private static String kept(String peer, String howToGoOn) {
    return howToGoOn.isEmpty()
        ? "what arrived is kept, and it goes on when " + peer + " comes back"
        : howToGoOn;
  }

  private static String because(String reason) {
    return reason.isBlank() ? "" : ": " + DisplayName.escape(reason);
  }
}
