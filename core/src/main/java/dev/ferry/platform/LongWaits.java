package dev.ferry.platform;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Makes calls that may wait for the disk for seconds. A virtual thread keeps its carrier in a
 * native call, and two that force files would stop every other virtual thread of a machine with two
 * processors: so its call is made by a platform thread, and it waits without a carrier. The threads
 * come when needed and go when idle. Thread-safe.
 */
final class LongWaits {
  private static final int MOST_THREADS = 16;
  private static final long IDLE_SECONDS = 1;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          MOST_THREADS,
          MOST_THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          daemons());

  LongWaits() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** The result of {@code call}, made here or by another thread; waits even if interrupted. */
  long result(LongSupplier call) {
    if (!Thread.currentThread().isVirtual()) {
      return call.getAsLong();
    }
    Future<Long> future = threads.submit(call::getAsLong);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("ferry-disk-", 1).factory();
  }
}
