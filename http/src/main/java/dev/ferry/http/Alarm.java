package dev.ferry.http;

import java.io.Closeable;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ends what takes too long, where the socket itself knows no time limit: a handshake as a whole, a
 * write to a peer that takes nothing. One daemon thread; thread-safe.
 */
public final class Alarm implements Closeable {
  private final ScheduledThreadPoolExecutor timer;

  /** One without alarms; its thread lives only while there are some. */
  public Alarm() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, task -> Thread.ofPlatform().daemon().name("ferry-alarm").unstarted(task));
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** An alarm that is set; closing it calls it off. */
  @FunctionalInterface
  public interface Bell extends AutoCloseable {
    @Override
    void close();
  }

  /** Runs {@code action}, which must not block, after {@code time}. */
  public Bell in(Duration time, Runnable action) {
    return set(() -> timer.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS));
  }

  /**
   * Looks at {@code step} several times within {@code time} and runs {@code action}, which must not
   * block, each time that it has been in one and the same wait for that long.
   */
  public Bell whenStuck(Wait step, Duration time, Runnable action) {
    long interval = time.toNanos() / 8;
    return set(() ->
        timer.scheduleWithFixedDelay(
            () -> {
              if (step.nanos() > time.toNanos()) {
                action.run();
              }
            },
            interval,
            interval,
            TimeUnit.NANOSECONDS));
  }

  /** Of an alarm that was closed at this moment nothing rings: all it watched over has ended. */
  private static Bell set(Supplier<ScheduledFuture<?>> schedule) {
    try {
      ScheduledFuture<?> bell = schedule.get();
      return () -> bell.cancel(false);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /** Something that waits for the other end now and then. Thread-safe. */
  public static final class Wait {
    private static final long NOT_NOW = Long.MIN_VALUE;
    private volatile long since = NOT_NOW;

    /** Begins to wait. */
    void begin() {
      since = System.nanoTime();
    }

    /** Waits no more. */
    void end() {
      since = NOT_NOW;
    }

    /** For how long it has been waiting; 0 if it is not. */
    long nanos() {
      long began = since;
      return began == NOT_NOW ? 0 : System.nanoTime() - began;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
