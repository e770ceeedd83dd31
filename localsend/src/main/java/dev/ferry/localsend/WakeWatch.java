package dev.ferry.localsend;

import java.time.Duration;
import java.time.Instant;

/**
 * Notices that the machine has slept, or that the process was stopped: the wall clock has gone on
 * further than the clock that stands still meanwhile, or both have gone on further than they should
 * between two looks. Somebody who sets the clock looks the same, which does no harm. Not
 * thread-safe.
 */
final class WakeWatch {
  /** A jump of this length is sleep. */
  static final Duration JUMP = Duration.ofSeconds(10);

  private final Schedule time;
  private Instant wall;
  private long nanos;

  WakeWatch(Schedule time) {
    this.time = time;
    this.wall = time.now();
    this.nanos = time.nanos();
  }

  /** Whether the machine has slept since the last look; {@code due} is how long ago that was. */
  boolean hasSlept(Duration due) {
    Instant wallNow = time.now();
    long nanosNow = time.nanos();
    Duration byWall = Duration.between(wall, wallNow);
    Duration byNanos = Duration.ofNanos(nanosNow - nanos);
    wall = wallNow;
    nanos = nanosNow;
    return byWall.minus(byNanos).abs().compareTo(JUMP) > 0
        || byNanos.minus(due).compareTo(JUMP) > 0;
  }
}
