package dev.ferry.localsend;

import java.util.HashSet;
import java.util.Set;

/** How far a push has come: what the device took, and what is on its way there. Thread-safe. */
final class PushProgress {
  private final Set<HoldBack> bodies = new HashSet<>();
  private long across;

  /** {@code across} bytes are there already. */
  PushProgress(long across) {
    this.across = across;
  }

  /** A body begins to leave. */
  synchronized void begin(HoldBack body) {
    bodies.add(body);
  }

  /** A body does not count any more: it is there, or lost. */
  synchronized void end(HoldBack body) {
    bodies.remove(body);
  }

  /** The device has so many bytes more. */
  synchronized void take(long bytes) {
    across += bytes;
  }

  /** How many bytes have left or are there. */
  synchronized long reached() {
    return across + bodies.stream().mapToLong(HoldBack::count).sum();
  }
}
