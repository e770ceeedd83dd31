package dev.ferry.localsend;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/**
 * How much announcements may make this peer do: whoever can spoof a datagram would otherwise have
 * every peer of the network call a place of his choice. Thread-safe.
 */
final class AnswerBudget {
  /** The most answers that are under way at once. */
  static final int AT_ONCE = 8;

  /** The most answers in any minute. */
  static final int PER_MINUTE = 60;

  /** The most answers to one address in any minute. */
  static final int PER_ADDRESS_AND_MINUTE = 12;

  /** The same device at the same address is answered again after this time: a burst is one call. */
  static final Duration SAME_AGAIN = Duration.ofSeconds(5);

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Schedule time;
  private final Deque<Given> given = new ArrayDeque<>();
  private int underWay;

  private record Given(long at, InetAddress address, String device) {
    boolean isOf(InetAddress other, String asker) {
      return address.equals(other) && device.equals(asker);
    }
  }

  AnswerBudget(Schedule time) {
    this.time = time;
  }

  /**
   * Whether one more may be answered now; if so, {@link #done} must follow.
   *
   * @param device what tells one from others at the same address
   */
  synchronized boolean take(InetAddress address, String device) {
    long now = time.nanos();
    given.removeIf(g -> now - g.at() >= MINUTE);
    boolean may =
        underWay < AT_ONCE
            && given.size() < PER_MINUTE
            && count(g -> g.address().equals(address)) < PER_ADDRESS_AND_MINUTE
            && count(g -> g.isOf(address, device) && isRecent(g, now)) == 0;
    if (may) {
      given.add(new Given(now, address, device));
      underWay++;
    }
    return may;
  }

  /** An answer is over. */
  synchronized void done() {
    underWay--;
  }

  private static boolean isRecent(Given given, long now) {
    return now - given.at() < SAME_AGAIN.toNanos();
  }

  private long count(Predicate<Given> which) {
    return given.stream().filter(which).count();
  }
}
