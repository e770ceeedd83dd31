package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.OfferText;
import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.show.Units;
import dev.ferry.cli.show.Who;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PinGate;
import dev.ferry.identity.Standing;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.WrongPin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets offers in: by rule, or by asking the person at the terminal about one after the other, in
 * the order they came. Thread-safe. A peer whose identity has changed is let in by no rule.
 */
public final class OfferApprover implements Approver {
  private static final int PREVIEW = 60;

  private final AcceptRule rule;
  private final Console console;
  private final OfferQuestions questions;

  /**
   * An approver.
   *
   * @param trust makes the peer with this fingerprint a trusted one; does not throw
   * @param stop stops the command, as Ctrl-C does; does not block
   */
  public OfferApprover(
      AcceptRule rule, Console console, Consumer<Fingerprint> trust, Runnable stop) {
    this(rule, console, Person.at(console, stop, () -> false), trust);
  }

  OfferApprover(AcceptRule rule, Console console, Person person, Consumer<Fingerprint> trust) {
    this.rule = rule;
    this.console = console;
    this.questions = new OfferQuestions(console, person, trust);
  }

  @Override
  public Answer decide(Offer offer) throws InterruptedException {
    if (rule.letsIn(offer.from().standing())) {
      describe(offer);
      return new Answer.All(null);
    }
    if (!console.mayAsk()) {
      describe(offer);
      console.say("Declined: " + declineReason(offer.from().standing()));
      return new Answer.Decline(reasonForThem(offer.from().standing()));
    }
    return askInTurn(offer);
  }

  @Override
  public void turnedAway(WrongPin by) {
    tell(console, by);
  }

  /** Tells of somebody who was turned away. */
  public static void tell(Console console, WrongPin by) {
    console.say(
        (by.alias().isEmpty() ? "Somebody" : Who.name(by.alias()))
            + " at "
            + DisplayName.escape(by.host())
            + " gave a wrong PIN "
            + (by.delay().isZero()
                ? "(" + (PinGate.TRIES - by.triesLeft()) + " of " + PinGate.TRIES + ")"
                : "too often; its next try counts in " + Units.duration(by.delay().toNanos())));
    console.tell(() -> json(console.event("turned-away"), by));
  }

  /** Somebody who was turned away as an event. */
  public static JsonLine json(JsonLine line, WrongPin by) {
    return line.put("alias", by.alias().isEmpty() ? null : by.alias())
        .put("address", by.host())
        .put("triesLeft", by.triesLeft())
        .put("delayNanos", by.delay().toNanos());
  }

  private String declineReason(Standing standing) {
    return standing == Standing.CHANGED
        ? "the identity of this peer has changed, and nobody can be asked here"
        : "nobody can be asked here; start `ferry receive` in a terminal, with --accept known after"
            + " `ferry trust`, or with --accept all";
  }

  private static String reasonForThem(Standing standing) {
    return standing == Standing.CHANGED
        ? "your identity is not the one that is known here under this name"
        : "nobody is there to be asked; let them start `ferry receive` with --accept known (and"
            + " trust you) or with --accept all";
  }

  private Answer askInTurn(Offer offer) throws InterruptedException {
    try {
      Answer answer = questions.ask(offer);
      if (answer instanceof Answer.Decline) {
        console.say("Declined " + OfferQuestions.name(offer));
      }
      return answer;
    } catch (InterruptedException e) {
      console.board().remove(offer.id());
      console.say("The offer of " + OfferQuestions.name(offer) + " is gone.");
      throw e;
    }
  }

  private void describe(Offer offer) {
    console.say(String.join("\n", describe(offer, console.style())));
  }

  /** What is offered and by whom, a line each. */
  public static List<String> describe(Offer offer, Style style) {
    List<String> lines = new ArrayList<>(Who.introduce(offer.from(), style));
    String text = offer.text();
    if (text != null) {
      lines.add("  offers a text message: " + DisplayName.escape(text, PREVIEW));
    }
    if (offer.manifest().entries() > 0) {
      lines.add(
          "  offers "
              + style.strong(title(offer))
              + " into "
              + DisplayName.escape(offer.destination()));
      Inside inside = Inside.of(offer);
      lines.addAll(OfferText.lines(offer.plan(), offer.title(), inside.roots(), style));
      lines.addAll(inside.lines());
    }
    return lines;
  }

  private static String title(Offer offer) {
    return ShortName.ofTitleOrText(offer.title());
  }
}
