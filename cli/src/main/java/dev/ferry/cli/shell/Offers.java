package dev.ferry.cli.shell;

import dev.ferry.cli.ask.FirstLook;
import dev.ferry.cli.ask.OfferApprover;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.view.Sight;
import dev.ferry.identity.Fingerprint;
import dev.ferry.peer.AcceptRule;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.WrongPin;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lets offers in by rule, or announces them with a number under which they wait for {@code accept}
 * or {@code decline}, any number at once. Thread-safe.
 */
final class Offers implements Approver {
  private final Resident resident;
  private final AcceptRule rule;
  private final Console console;

  Offers(Resident resident, AcceptRule rule, Console console, Consumer<Fingerprint> trust) {
    this.resident = resident;
    this.rule = rule;
    this.console = console;
    resident.trustWith(trust);
  }

  @Override
  public Answer decide(Offer offer) throws InterruptedException {
    Arrival arrival = Arrival.of(resident.peer(), resident.tasks().next(), offer);
    resident.tasks().add(arrival);
    if (rule.letsIn(offer.from().standing())) {
      Answer all = new Answer.All(null);
      arrival.answer(all);
      announce(arrival, offer, List.of(), false);
      return all;
    }
    try (FirstLook look = new FirstLook(offer)) {
      look.await();
      announce(
          arrival, offer, look.lines(Sight.at(console), more -> tellMore(arrival, more)), true);
      Answer answer = arrival.await();
      if (answer instanceof Answer.Decline) {
        resident.tasks().remove(arrival);
        resident.board().remove(offer.id());
      }
      return answer;
    } catch (InterruptedException e) {
      resident.tasks().gone(arrival);
      resident.board().remove(offer.id());
      console.say("[" + arrival.number() + "] The offer of " + arrival.title() + " is gone.");
      throw e;
    }
  }

  @Override
  public void turnedAway(WrongPin by) {
    OfferApprover.tell(console, by);
  }

  private void tellMore(Arrival arrival, List<String> look) {
    if (arrival.isWaiting()) {
      console.say(
          "[" + arrival.number() + "] " + arrival.title() + ":\n" + String.join("\n", look));
    }
  }

  private void announce(Arrival arrival, Offer offer, List<String> look, boolean asked) {
    Style style = console.style();
    List<String> lines = new ArrayList<>(OfferApprover.describe(offer, style));
    lines.addAll(look);
    int number = arrival.number();
    lines.set(0, style.strong("[" + number + "]") + " " + lines.getFirst());
    // Whoever saw the number at the bottom may have answered while the sender was asked.
    if (arrival.isWaiting()) {
      lines.add(
          "  "
              + style.strong("accept " + number)
              + (offer.manifest().entries() > 1 ? ", accept " + number + " some" : "")
              + ", or "
              + style.strong("decline " + number));
    }
    console.say(String.join("\n", lines));
    console.tell(() -> json(console.event("waits"), arrival, offer, asked));
  }

  private static JsonLine json(JsonLine line, Arrival arrival, Offer offer, boolean asked) {
    return line.put("number", arrival.number())
        .put("transfer", offer.id().text())
        .put("asked", asked);
  }
}
