package dev.ferry.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lines as they come, which others wait for. Thread-safe. */
final class Lines {

  /** How often a waiter looks whether more can come at all. */
  private static final long LOOK_MILLIS = 50;

  private final List<String> lines = new ArrayList<>();

  synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  /** The first line for which {@code test} holds; null if none came in time, or none can come. */
  synchronized @Nullable String await(
      Predicate<String> test, Duration limit, BooleanSupplier moreMayCome) {
    long deadline = System.nanoTime() + limit.toNanos();
    int seen = 0;
    while (true) {
      boolean more = moreMayCome.getAsBoolean();
      for (; seen < lines.size(); seen++) {
        if (test.test(lines.get(seen))) {
          return lines.get(seen);
        }
      }
      if (!more || System.nanoTime() - deadline >= 0) {
        return null;
      }
      try {
        wait(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }
}
