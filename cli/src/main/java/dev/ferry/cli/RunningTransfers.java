package dev.ferry.cli;

import dev.ferry.peer.Desk;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The transfers that a desk sees under way. */
final class RunningTransfers {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private RunningTransfers() {}

  /** Waits some seconds at most until none is under way, once their peer is closed. */
  static void awaitEnd(Desk desk) throws InterruptedException {
    Semaphore news = new Semaphore(0);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Desk.Subscription _ = desk.listen(each -> news.release())) {
      boolean happens = true;
      while (happens && !desk.snapshot().running().isEmpty()) {
        happens = news.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    }
  }
}
