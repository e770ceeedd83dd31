package dev.ferry.direct;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * For how long each address may measure: a while at once, and a tenth of the time after that.
 * Thread-safe; does not block.
 */
final class ProbeBudget {
  /** One second comes back in so many. */
  static final int SLOWER = 10;

  /** Of more addresses those are forgotten that have not measured for the longest time. */
  private static final int MOST_ADDRESSES = 1_000;

  private final long most;
  private final LongSupplier nanoTime;
  private final Map<String, Debt> debts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Debt> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** What was used and has not come back at a moment. */
  private record Debt(long nanos, long at) {}

  /**
   * Counts with a clock of nanoseconds.
   *
   * @param most what somebody has who has not measured for long
   */
  ProbeBudget(Duration most, LongSupplier nanoTime) {
    this.most = most.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Refuses whoever has used up what it had.
   *
   * @throws TransferException with {@link Problem#BUSY} and when to come again
   */
  synchronized void require(String who) throws TransferException {
    long over = debt(who) - most;
    if (over >= 0) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(over * SLOWER) + 1;
      throw new TransferException(
          Problem.BUSY, "measured enough for now; try again in " + seconds + " s");
    }
  }

  /** Counts what a measurement took. */
  synchronized void spend(String who, long nanos) {
    debts.put(who, new Debt(debt(who) + nanos, nanoTime.getAsLong()));
  }

  private long debt(String who) {
    Debt debt = debts.get(who);
    return debt == null ? 0 : Math.max(0, debt.nanos - (nanoTime.getAsLong() - debt.at) / SLOWER);
  }
}
