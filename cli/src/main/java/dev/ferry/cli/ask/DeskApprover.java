package dev.ferry.cli.ask;

import dev.ferry.cli.show.Console;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.peer.Acceptance;
import dev.ferry.peer.Desk;
import dev.ferry.peer.DeskNews;
import dev.ferry.peer.events.EventJson;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.WrongPin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Asks the person at this terminal, if there is one, about offers that others can answer too: the
 * first answer counts, and the question goes from the screen if it was another's. Thread-safe.
 */
public final class DeskApprover implements Approver {
  /** Who answers here, for others who look at the same offers. */
  private static final String HERE = "terminal";

  private final Desk desk;
  private final Acceptance acceptance;
  private final Console console;
  private final OfferQuestions questions;
  private final Map<TransferId, Thread> asking = new ConcurrentHashMap<>();
  private final Map<TransferId, String> answers = new ConcurrentHashMap<>();

  private DeskApprover(
      Desk desk, Acceptance acceptance, Console console, OfferQuestions questions) {
    this.desk = desk;
    this.acceptance = acceptance;
    this.console = console;
    this.questions = questions;
  }

  /**
   * One for a desk, as long as that is open.
   *
   * @param trust makes the peer with this fingerprint a trusted one; does not throw
   * @param stop stops the command, as Ctrl-C does; does not block
   */
  public static DeskApprover at(
      Desk desk,
      Acceptance acceptance,
      Console console,
      Consumer<Fingerprint> trust,
      Runnable stop) {
    Person person = Person.at(console, stop, () -> false);
    DeskApprover approver =
        new DeskApprover(desk, acceptance, console, new OfferQuestions(console, person, trust));
    desk.listen(approver::on);
    return approver;
  }

  @Override
  public Answer decide(Offer offer) throws InterruptedException {
    boolean asks = !acceptance.test(offer) && console.mayAsk();
    if (!asks) {
      console.say(String.join("\n", OfferApprover.describe(offer, console.style())));
    }
    try {
      Answer answer = desk.decide(offer);
      answered(offer, answer);
      return answer;
    } catch (InterruptedException e) {
      console.board().remove(offer.id());
      console.say("The offer of " + OfferQuestions.name(offer) + " is gone.");
      throw e;
    } finally {
      answers.remove(offer.id());
      Thread asked = asking.remove(offer.id());
      if (asked != null) {
        asked.interrupt();
      }
    }
  }

  @Override
  public void turnedAway(WrongPin by) {
    OfferApprover.tell(console, by);
  }

  private void answered(Offer offer, Answer answer) {
    boolean declined = answer instanceof Answer.Decline;
    String by = answers.getOrDefault(offer.id(), HERE);
    if (declined) {
      console.board().remove(offer.id());
    }
    if (declined || !by.equals(HERE)) {
      console.say(
          (declined ? "Declined" : "Accepted")
              + (by.equals(HERE) ? " " : " (" + DisplayName.escape(by) + "): ")
              + OfferQuestions.name(offer));
    }
  }

  /** Hears what happens at the desk. Does not block. */
  private void on(DeskNews news) {
    switch (news) {
      case DeskNews.Told _, DeskNews.Gone _ -> {}
      case DeskNews.Waits waits -> waits(waits);
      case DeskNews.Answered answered -> answers.put(answered.id(), answered.by());
    }
  }

  private void waits(DeskNews.Waits waits) {
    Offer offer = waits.offer().offer();
    boolean asks = waits.asked() && console.mayAsk();
    Thread teller =
        Thread.ofVirtual()
            .name("offer-" + waits.offer().number())
            .unstarted(() -> {
              console.tell(() ->
                  EventJson.waits(
                      console.event("waits"), waits.offer().number(), offer.id(), waits.asked()));
              if (asks) {
                ask(offer);
              }
            });
    if (asks) {
      asking.put(offer.id(), teller);
    }
    teller.start();
  }

  private void ask(Offer offer) {
    try {
      desk.answer(offer, questions.ask(offer), HERE);
    } catch (InterruptedException e) {
      // Somebody else has answered, or nobody waits for an answer: that is told there.
      Thread.currentThread().interrupt();
    }
  }
}
