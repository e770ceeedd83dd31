package dev.ferry.direct;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for something that may take minutes, and tells the asker meanwhile that this side lives; so
 * both notice when the other is gone.
 */
final class Vigil {
  private final LineWriter out;
  private final Duration interval;

  /** Entries to ask for; none at all when the step has ended. */
  private final BlockingQueue<List<Long>> news = new LinkedBlockingQueue<>();

  /** Tells {@code out} every {@code interval}. */
  Vigil(LineWriter out, Duration interval) {
    this.out = out;
    this.interval = interval;
  }

  /**
   * Asks, soon, for previews of these entries. For whatever thread the step runs; does not block.
   */
  void show(List<Long> entries) {
    news.add(List.copyOf(entries));
  }

  /**
   * Runs {@code step} on a thread of its own and returns what it returns.
   *
   * @param abandon whether the step is interrupted, and waited for, if the asker is gone; otherwise
   *     it goes on without anybody waiting
   * @throws IOException what the step throws, or that the asker is gone
   */
  <T> T keep(Callable<T> step, boolean abandon) throws IOException {
    FutureTask<T> task =
        new FutureTask<>(step) {
          @Override
          protected void done() {
            news.add(List.of());
          }
        };
    Thread worker = Thread.ofVirtual().name("ferry-waited-for").start(task);
    try {
      return watch(task);
    } catch (IOException e) {
      if (abandon && !task.isDone()) {
        task.cancel(true);
        awaitEnd(worker);
      }
      throw e;
    }
  }

  private <T> T watch(FutureTask<T> task) throws IOException {
    try {
      while (!task.isDone()) {
        List<Long> show = news.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
        if (!task.isDone()) {
          ReplyWriter.writeWaiting(out, show == null ? List.of() : show);
        }
      }
      return task.get();
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while waiting for a decision");
    }
  }

  private static void awaitEnd(Thread worker) throws InterruptedIOException {
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while giving up a decision");
    }
  }

  private static IOException unwrapped(@Nullable Throwable cause) {
    return switch (cause) {
      case null -> new IOException("failed without a cause");
      case IOException e -> e;
      case InterruptedException e -> new InterruptedIOException("the decision was given up");
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(cause);
    };
  }
}
