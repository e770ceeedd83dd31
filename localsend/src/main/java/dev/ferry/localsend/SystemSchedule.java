package dev.ferry.localsend;

import java.io.Closeable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clocks, and one daemon thread for what is due. Thread-safe. */
final class SystemSchedule implements Schedule, Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SystemSchedule.class);

  private final ScheduledThreadPoolExecutor timer;

  SystemSchedule() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("ferry-discovery").unstarted(task));
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void in(Duration delay, Runnable action) {
    try {
      ScheduledFuture<?> _ =
          timer.schedule(() -> run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("discovery is over: nothing is due any more");
    }
  }

  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("a step of discovery failed", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
