package dev.ferry.cli;

import dev.ferry.transfer.Outcome;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import dev.ferry.transfer.TransferListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Hears of transfers that end, and lets a listener wait for the first or for a signal. An offer
 * that was declined or has gone and a transfer that may still go on are no ends; nor is the end of
 * one that nobody came for since this listens: what an earlier run left is finished or dropped in
 * passing. Thread-safe.
 */
final class ListeningEnd implements TransferListener {
  private static final long LOOK_AGAIN_MILLIS = 500;

  /** Those that were accepted, or go on, while this listens, and that have not ended. */
  private final Set<TransferId> decided = ConcurrentHashMap.newKeySet();

  /** How those that were under way ended once it was left. */
  private final AtomicInteger resumable = new AtomicInteger();

  private final AtomicInteger resumableHere = new AtomicInteger();
  private final AtomicInteger cutShort = new AtomicInteger();

  private final CountDownLatch left = new CountDownLatch(1);
  private final CountDownLatch firstEnd = new CountDownLatch(1);
  private final AtomicReference<@Nullable Ending> first = new AtomicReference<>();
  private final Predicate<TransferId> drivenHere;

  /** Of a listener that drives nothing itself. */
  ListeningEnd() {
    this(id -> false);
  }

  /**
   * Of a listener that may drive transfers, too.
   *
   * @param drivenHere whether it drives one that ends just now; does not block
   */
  ListeningEnd(Predicate<TransferId> drivenHere) {
    this.drivenHere = drivenHere;
  }

  @Override
  public void on(TransferEvent event) {
    switch (event) {
      case TransferEvent.Ended e -> {
        if (decided.remove(e.id())) {
          ended(e.outcome());
          count(e.id(), e.outcome());
        }
      }
      case TransferEvent.Scanning e -> {}
      case TransferEvent.Skipped e -> {}
      case TransferEvent.Connected e -> {}
      case TransferEvent.Offered e -> {}
      case TransferEvent.Accepted e -> decided.add(e.id());
      case TransferEvent.Progress e -> decided.add(e.id());
      case TransferEvent.Paused e -> {}
      case TransferEvent.Resumed e -> {}
      case TransferEvent.SourceWithdrawn e -> {}
      case TransferEvent.Publishing e -> {}
      case TransferEvent.TextArrived e -> decided.add(e.id());
    }
  }

  private void count(TransferId id, Outcome outcome) {
    if (left.getCount() == 0 && outcome.problem() != null) {
      counter(id, outcome).incrementAndGet();
    }
  }

  private AtomicInteger counter(TransferId id, Outcome outcome) {
    if (!(outcome instanceof Outcome.Interrupted)) {
      return cutShort;
    }
    return drivenHere.test(id) ? resumableHere : resumable;
  }

  /** How many go on when the other side comes back, of those that have ended since it was left. */
  int resumable() {
    return resumable.get();
  }

  /** How many this side can go on with, of those that have ended since it was left. */
  int resumableHere() {
    return resumableHere.get();
  }

  /** How many have ended for good since it was left, with what was whole of them. */
  int cutShort() {
    return cutShort.get();
  }

  private void ended(Outcome outcome) {
    switch (outcome) {
      case Outcome.Completed completed -> end(Ending.of(completed, "", ""));
      case Outcome.Failed failed -> end(Ending.of(failed, "", ""));
      case Outcome.Declined declined -> {}
      case Outcome.Interrupted interrupted -> {}
    }
  }

  private void end(Ending ending) {
    first.compareAndSet(null, ending);
    firstEnd.countDown();
  }

  /** Lets {@link #await} return. */
  void leave() {
    left.countDown();
  }

  /**
   * Blocks until somebody leaves or, if {@code once}, until a transfer has ended, or it is stopped.
   */
  Ending await(boolean once, BooleanSupplier stopped) throws InterruptedException {
    CountDownLatch waitedFor = once ? firstEnd : left;
    while (!stopped.getAsBoolean() && !waitedFor.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
      if (left.getCount() == 0) {
        break;
      }
    }
    Ending ending = first.get();
    return once && ending != null ? ending : Ending.good();
  }
}
