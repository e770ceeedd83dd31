package dev.ferry.localsend;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes this peer known: as the apps do, three times in a short while, since datagrams get lost and
 * networks need a moment. Thread-safe.
 */
final class Announcer {
  /** When the datagrams of a call go out, counted from its beginning. */
  static final List<Duration> BURST =
      List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMillis(2000));

  /** A call within this time of the one before is one with it. */
  static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  private final Schedule time;
  private final Supplier<Optional<Announcement>> self;
  private final Consumer<byte[]> out;
  private long last;
  private boolean called;

  /**
   * Announces what {@code self} says at the moment a datagram leaves; empty for silence.
   *
   * @param out sends to every group
   */
  Announcer(Schedule time, Supplier<Optional<Announcement>> self, Consumer<byte[]> out) {
    this.time = time;
    this.self = self;
    this.out = out;
  }

  /** Calls: announces itself after each delay of {@link #BURST}. */
  void burst() {
    if (mayCall()) {
      BURST.forEach(delay -> time.in(delay, this::once));
    }
  }

  /** Announces itself with one datagram. */
  void once() {
    self.get().map(Announcement::bytes).ifPresent(out);
  }

  private synchronized boolean mayCall() {
    long now = time.nanos();
    if (called && now - last < AT_MOST_EVERY.toNanos()) {
      return false;
    }
    called = true;
    last = now;
    return true;
  }
}
