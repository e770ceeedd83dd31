package dev.ferry.cli.show;

import dev.ferry.transfer.Direction;
import dev.ferry.transfer.TransferEvent;

/** The lines that say what is offered, and what is taken of it. */
final class AgreementText {
  private AgreementText() {}

  /** What this side offers. */
  static String offering(Story story, TransferEvent.Offered event, Style style) {
    String what =
        story.textAlone
            ? "a text message"
            : style.strong(story.line.title())
                + ": "
                + (event.files() == 0
                    ? Units.count(event.entries(), "entry")
                    : OfferText.amount(event.files(), event.bytes()));
    return "Offering " + what + "; waiting for " + Who.name(event.peer()) + " to accept";
  }

  /** What was taken, and how much of that is across already. */
  static String accepted(Story story, TransferEvent.Accepted event, Narrator.Role role) {
    String peer = Who.name(event.peer());
    String text =
        event.direction() == Direction.RECEIVE
            ? "Receiving " + titled(event) + "from " + peer + ": " + travelling(event)
            : role == Narrator.Role.SERVES
                ? peer + " gets " + story.line.title() + ": " + travelling(event)
                : acceptance(story, event, peer);
    return text + held(event);
  }

  private static String titled(TransferEvent.Accepted event) {
    return event.title().isBlank() ? "" : ShortName.ofTitle(event.title()) + " ";
  }

  private static String acceptance(Story story, TransferEvent.Accepted event, String peer) {
    String accepted = peer + " accepted";
    if (event.files() == 0) {
      return accepted
          + (story.textAlone ? "; the text travels as a file" : "; no file has to travel");
    }
    if (event.files() >= story.offeredFiles) {
      return accepted + ": " + OfferText.amount(event.files(), event.bytes()) + " to send";
    }
    return accepted
        + " "
        + Units.count(event.files())
        + " of "
        + Units.count(story.offeredFiles, "file")
        + ": "
        + Units.bytes(event.bytes())
        + " to send; the others are there already or not wanted";
  }

  private static String travelling(TransferEvent.Accepted event) {
    return event.files() == 0
        ? "no file has to travel"
        : OfferText.amount(event.files(), event.bytes());
  }

  private static String held(TransferEvent.Accepted event) {
    String resumed =
        event.resumed() > 0
            ? "; going on where it stopped, " + Units.bytes(event.resumed()) + " are across already"
            : "";
    return event.holes() > 0 && event.held() >= event.holes()
        ? resumed + "; " + Units.bytes(event.holes()) + " are holes, which need not travel"
        : resumed;
  }
}
