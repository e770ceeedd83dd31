package dev.ferry.page.api;

import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** Lets little of the progress of each transfer through, with its speed. Not thread-safe. */
final class ProgressPace {
  private static final long LEAST_BETWEEN = TimeUnit.MILLISECONDS.toNanos(200);
  private static final long WINDOW = TimeUnit.SECONDS.toNanos(3);

  private final Map<TransferId, Deque<Sample>> samples = new HashMap<>();

  private record Sample(long nanos, long done) {}

  /**
   * How many bytes a second it makes now, if this progress is to be told; empty if not.
   *
   * @param now what the clock for durations reads
   */
  OptionalLong take(TransferEvent.Progress progress, long now) {
    Deque<Sample> recent = samples.computeIfAbsent(progress.id(), _ -> new ArrayDeque<>());
    Sample last = recent.peekLast();
    boolean whole = progress.done() == progress.total();
    if (last != null && now - last.nanos < LEAST_BETWEEN && !whole) {
      return OptionalLong.empty();
    }
    recent.addLast(new Sample(now, progress.done()));
    while (now - recent.getFirst().nanos > WINDOW) {
      recent.removeFirst();
    }
    Sample first = recent.getFirst();
    double seconds = (now - first.nanos) / 1e9;
    return OptionalLong.of(
        seconds <= 0 ? 0 : Math.max(0, (long) ((progress.done() - first.done) / seconds)));
  }

  /** Nothing more comes of it. */
  void forget(TransferId id) {
    samples.remove(id);
  }
}
