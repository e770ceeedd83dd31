package dev.ferry.cli.shell;

import dev.ferry.cli.ask.FirstLook;
import dev.ferry.cli.ask.OfferApprover;
import dev.ferry.cli.show.Console;
import dev.ferry.cli.show.Style;
import dev.ferry.cli.view.Sight;
import dev.ferry.identity.DisplayName;
import dev.ferry.identity.Fingerprint;
import dev.ferry.peer.DeskNews;
import dev.ferry.peer.events.EventJson;
import dev.ferry.transfer.Approver;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.WrongPin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The shell's view of the offers at the desk: announces those that a rule lets in, and those that
 * wait, with a number, for {@code accept} or {@code decline}, or for an answer from elsewhere; any
 * number at once. Thread-safe.
 */
final class Offers implements Approver {
  private final Resident resident;
  private final Console console;
  private final Map<TransferId, FirstLook> looks = new ConcurrentHashMap<>();

  Offers(Resident resident, Console console, Consumer<Fingerprint> trust) {
    this.resident = resident;
    this.console = console;
    resident.trustWith(trust);
  }

  @Override
  public Answer decide(Offer offer) throws InterruptedException {
    if (resident.acceptance().test(offer)) {
      Answer answer = resident.desk().decide(offer);
      resident
          .tasks()
          .arrival(offer.id())
          .ifPresent(arrival -> announce(arrival, offer, List.of(), false));
      return answer;
    }
    try (FirstLook look = new FirstLook(offer)) {
      looks.put(offer.id(), look);
      Answer answer = resident.desk().decide(offer);
      resident.tasks().arrival(offer.id()).ifPresent(arrival -> answered(arrival, offer, answer));
      return answer;
    } catch (InterruptedException e) {
      resident.board().remove(offer.id());
      throw e;
    } finally {
      looks.remove(offer.id());
    }
  }

  private void answered(Arrival arrival, Offer offer, Answer answer) {
    boolean declined = answer instanceof Answer.Decline;
    if (declined) {
      resident.tasks().remove(arrival);
      resident.board().remove(offer.id());
    }
    String by = arrival.answeredBy();
    if (!by.equals(Arrival.HERE)) {
      console.say(
          "["
              + arrival.number()
              + "] "
              + (declined ? "Declined" : "Accepted")
              + " ("
              + DisplayName.escape(by)
              + "): "
              + arrival.title());
    }
  }

  /** Hears what happens at the desk. Does not block. */
  void on(DeskNews news) {
    switch (news) {
      case DeskNews.Told _ -> {}
      case DeskNews.Waits waits -> came(waits);
      case DeskNews.Answered answered ->
          resident.tasks().arrival(answered.id()).ifPresent(each -> each.decided(answered.by()));
      case DeskNews.Gone gone -> resident.tasks().arrival(gone.id()).ifPresent(this::gone);
    }
  }

  private void came(DeskNews.Waits waits) {
    Offer offer = waits.offer().offer();
    Arrival arrival = Arrival.of(resident, resident.tasks().free(waits.offer().number()), offer);
    if (!waits.asked()) {
      arrival.decided("rule");
    }
    resident.tasks().add(arrival);
    FirstLook look = looks.get(offer.id());
    if (waits.asked() && look != null) {
      Thread.ofVirtual().name("announce").start(() -> announce(arrival, offer, look));
    }
  }

  private void announce(Arrival arrival, Offer offer, FirstLook look) {
    try {
      look.await();
      announce(
          arrival, offer, look.lines(Sight.at(console), more -> tellMore(arrival, more)), true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void gone(Arrival arrival) {
    arrival.decided("");
    resident.tasks().gone(arrival);
    Thread.ofVirtual()
        .name("gone")
        .start(() ->
            console.say(
                "[" + arrival.number() + "] The offer of " + arrival.title() + " is gone."));
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
    console.tell(
        () -> EventJson.waits(console.event("waits"), arrival.number(), offer.id(), asked));
  }
}
