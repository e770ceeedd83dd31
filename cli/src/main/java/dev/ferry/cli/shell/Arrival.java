package dev.ferry.cli.shell;

import dev.ferry.cli.show.ShortName;
import dev.ferry.cli.show.Who;
import dev.ferry.transfer.Approver.Answer;
import dev.ferry.transfer.Offer;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What somebody sends here: an offer that waits for an answer, then a transfer. Thread-safe. */
final class Arrival implements Task {
  /** Who answers here, for others who look at the same offers. */
  static final String HERE = "shell";

  private final Resident resident;
  private final int number;
  private final TransferId id;
  private final RemotePeer from;
  private final String title;
  private final @Nullable Offer offer;
  private final List<Runnable> asking = new CopyOnWriteArrayList<>();
  private volatile boolean decided;
  private volatile String answeredBy = "";
  private volatile boolean paused;

  private Arrival(
      Resident resident,
      int number,
      TransferId id,
      RemotePeer from,
      String title,
      @Nullable Offer offer) {
    this.resident = resident;
    this.number = number;
    this.id = id;
    this.from = from;
    this.title = title;
    this.offer = offer;
  }

  /** An offer. */
  static Arrival of(Resident resident, int number, Offer offer) {
    return new Arrival(resident, number, offer.id(), offer.from(), offer.title(), offer);
  }

  /** A transfer that goes on, and was accepted long ago. */
  static Arrival goingOn(Resident resident, int number, TransferId id, RemotePeer from) {
    return new Arrival(resident, number, id, from, "what was interrupted", null);
  }

  /** What is offered, as long as it waits for an answer. */
  Optional<Offer> offer() {
    return isWaiting() ? Optional.ofNullable(offer) : Optional.empty();
  }

  /** Whether it waits for an answer. */
  boolean isWaiting() {
    return offer != null && !decided;
  }

  /** It waits no more, be it because somebody has answered. */
  void decided(String by) {
    answeredBy = by;
    decided = true;
    tellThoseWhoAsk();
  }

  /** Lets {@code stop} end whoever asks the person about it, once that is of no use any more. */
  void whenAnsweredElsewhere(Runnable stop) {
    asking.add(stop);
    if (decided) {
      tellThoseWhoAsk();
    }
  }

  private void tellThoseWhoAsk() {
    if (!answeredBy.equals(HERE)) {
      asking.forEach(Runnable::run);
    }
  }

  /** Who answered, a word; empty if nobody has. */
  String answeredBy() {
    return answeredBy;
  }

  /** Answers; false if it was answered already, here or elsewhere, or is gone. */
  boolean answer(Answer given) {
    return offer != null && resident.desk().answer(offer, given, HERE);
  }

  /** Whoever offered it. */
  RemotePeer from() {
    return from;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public List<TransferId> transfers() {
    return List.of(id);
  }

  @Override
  public boolean underWay() {
    return !isWaiting();
  }

  @Override
  public String title() {
    return ShortName.ofTitleOrText(title) + " from " + Who.name(from);
  }

  @Override
  public String state() {
    return isWaiting()
        ? "offered; accept " + number + " or decline " + number
        : paused ? "paused; resume " + number + " goes on" : "";
  }

  @Override
  public boolean isPaused() {
    return paused;
  }

  @Override
  public String pause() throws IOException {
    if (isWaiting()) {
      return "It waits already: accept " + number + " or decline " + number + ".";
    }
    if (!resident.peer().pause(id)) {
      return "Nothing of it is under way.";
    }
    paused = true;
    return "["
        + number
        + "] paused, and its sender waits; resume "
        + number
        + " goes on, and so does the next start of Ferry.";
  }

  /** Goes on after a pause, and says so. */
  String goOn() {
    paused = false;
    return resident.peer().goOn(id)
        ? "[" + number + "] goes on within some seconds, when its sender tries again."
        : "[" + number + "] was not paused.";
  }

  @Override
  public String cancel() throws IOException {
    if (answer(new Answer.Decline(""))) {
      return "Declined " + title() + ".";
    }
    resident.peer().cancel(id);
    return "[" + number + "] cancelled.";
  }
}
