package dev.ferry.cli.shell;

import dev.ferry.transfer.Offer;
import java.util.List;
import java.util.Optional;

/** Waits for offers and asks about each, until somebody goes back. For the reading thread. */
final class MenuReceive {
  private final Resident resident;
  private final Talk talk;
  private final TaskCommands tasks;

  MenuReceive(Resident resident, Talk talk) {
    this.resident = resident;
    this.talk = talk;
    this.tasks = new TaskCommands(resident, talk);
  }

  void run() {
    Front front = resident.front();
    if (!resident.router().isReceiving()) {
      front.say("Nothing is received at the moment: the lines above say why.");
      return;
    }
    front.say("Others can send to this peer now, and are asked about as they come.");
    while (true) {
      for (Arrival arrival : resident.tasks().offers()) {
        Optional<Offer> offer = arrival.offer();
        offer.ifPresent(each -> tasks.askAbout(arrival, each));
      }
      if (!talk.idle("Waiting for an offer; Enter goes back to the menu:", this::isOffered)) {
        return;
      }
    }
  }

  private boolean isOffered() {
    List<Arrival> offers = resident.tasks().offers();
    return !offers.isEmpty();
  }
}
