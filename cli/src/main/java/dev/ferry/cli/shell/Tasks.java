package dev.ferry.cli.shell;

import dev.ferry.transfer.TransferId;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What has a number, until it is over. Thread-safe. */
final class Tasks {
  private final NavigableMap<Integer, Task> all = new TreeMap<>();
  private int last;
  private boolean offerWent;

  /** A number that nothing has. */
  synchronized int next() {
    return ++last;
  }

  /** This number if nothing has it, else one that nothing has. */
  synchronized int free(int wanted) {
    return all.containsKey(wanted) ? next() : wanted;
  }

  synchronized void add(Task task) {
    all.put(task.number(), task);
  }

  synchronized void remove(Task task) {
    all.remove(task.number(), task);
    notifyAll();
  }

  /** An offer is taken back that was not answered. */
  synchronized void gone(Task offer) {
    remove(offer);
    offerWent = true;
  }

  /** Whether an offer was taken back since this was asked last: what is typed may have meant it. */
  synchronized boolean hasOfferGone() {
    boolean went = offerWent;
    offerWent = false;
    return went;
  }

  /** Whoever waits looks again. */
  synchronized void changed() {
    notifyAll();
  }

  /** Blocks until nothing is under way, or {@code enough}, which is looked at after changes. */
  synchronized void awaitIdle(BooleanSupplier enough) throws InterruptedException {
    while (!enough.getAsBoolean() && all.values().stream().anyMatch(Task::underWay)) {
      wait();
    }
  }

  /** All of them, by number. */
  synchronized List<Task> all() {
    return List.copyOf(all.values());
  }

  synchronized Optional<Task> find(int number) {
    return Optional.ofNullable(all.get(number));
  }

  /** The one that is paused, if it is the only one. */
  Optional<Task> onlyPaused() {
    List<Task> paused = all().stream().filter(Task::isPaused).toList();
    return paused.size() == 1 ? Optional.of(paused.getFirst()) : Optional.empty();
  }

  /** The one that is this transfer. */
  Optional<Task> of(TransferId id) {
    return all().stream().filter(task -> task.transfers().contains(id)).findFirst();
  }

  /** What somebody sends here with this id. */
  Optional<Arrival> arrival(TransferId id) {
    return arrivals(all()).filter(arrival -> arrival.transfers().contains(id)).findFirst();
  }

  /** The offers that wait for an answer. */
  List<Arrival> offers() {
    return arrivals(all()).filter(Arrival::isWaiting).toList();
  }

  /** Those that leaving would interrupt. */
  List<Task> underWay() {
    return all().stream().filter(Task::underWay).toList();
  }

  private static Stream<Arrival> arrivals(Collection<Task> tasks) {
    return tasks.stream().filter(Arrival.class::isInstance).map(Arrival.class::cast);
  }
}
