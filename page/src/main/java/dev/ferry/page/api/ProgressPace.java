package dev.ferry.page.api;

import dev.ferry.transfer.Speedometer;
import dev.ferry.transfer.TransferEvent;
import dev.ferry.transfer.TransferId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets little of the progress of each transfer through, with its speed. Not thread-safe. */
final class ProgressPace {
  private static final long LEAST_BETWEEN = TimeUnit.MILLISECONDS.toNanos(200);

  private final Map<TransferId, Pace> paces = new HashMap<>();

  private static final class Pace {
    private final Speedometer speed = new Speedometer();
    private @Nullable Long told;
  }

  /**
   * How many bytes a second it makes now, if this progress is to be told; empty if not.
   *
   * @param now what the clock for durations reads
   */
  OptionalLong take(TransferEvent.Progress progress, long now) {
    Pace pace = paces.computeIfAbsent(progress.id(), _ -> new Pace());
    pace.speed.sample(now, progress.done());
    boolean whole = progress.done() == progress.total();
    if (pace.told != null && now - pace.told < LEAST_BETWEEN && !whole) {
      return OptionalLong.empty();
    }
    pace.told = now;
    return OptionalLong.of(Math.max(0, (long) pace.speed.bytesPerSecond(now, progress.done())));
  }

  /** Nothing more comes of it. */
  void forget(TransferId id) {
    paces.remove(id);
  }
}
