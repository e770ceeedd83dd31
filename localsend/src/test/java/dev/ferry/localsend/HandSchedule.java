package dev.ferry.localsend;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that goes on only when a test says so. */
final class HandSchedule implements Schedule {
  private final List<Due> due = new ArrayList<>();
  private long nanos;
  private Duration asleep = Duration.ZERO;

  private record Due(long at, Runnable action) {}

  @Override
  public synchronized Instant now() {
    return Instant.parse("2026-01-01T00:00:00Z").plusNanos(nanos).plus(asleep);
  }

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void in(Duration delay, Runnable action) {
    due.add(new Due(nanos + delay.toNanos(), action));
  }

  /** Lets {@code time} pass, and does what is due on the way. */
  void pass(Duration time) {
    long until = nanos() + time.toNanos();
    for (Optional<Due> next = next(until); next.isPresent(); next = next(until)) {
      next.get().action().run();
    }
    synchronized (this) {
      nanos = until;
    }
  }

  /** The machine sleeps: only the wall clock goes on. */
  synchronized void sleep(Duration time) {
    asleep = asleep.plus(time);
  }

  private synchronized Optional<Due> next(long until) {
    Optional<Due> next =
        due.stream().filter(d -> d.at() <= until).min(Comparator.comparingLong(Due::at));
    next.ifPresent(d -> {
      due.remove(d);
      nanos = d.at();
    });
    return next;
  }
}
