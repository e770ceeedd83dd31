package dev.ferry.testkit;

import java.time.Duration;

/** What a {@link FaultProxy} does to a connection. Byte counts are per connection and direction. */
public sealed interface Fault {

  /** Which way a fault works. */
  enum Direction {
    /** From the one who connected to the target. */
    TO_TARGET,
    /** From the target back. */
    FROM_TARGET;
  }

  /** Nothing. */
  record None() implements Fault {}

  /** Both sockets are closed in an orderly way after {@code bytes}. */
  record Cut(Direction direction, long bytes) implements Fault {}

  /** Both sockets are reset (RST) after {@code bytes}. */
  record Reset(Direction direction, long bytes) implements Fault {}

  /** Nothing more is carried that way after {@code bytes}; the connection stays open. */
  record Stall(Direction direction, long bytes) implements Fault {}

  /** That way ends (FIN) after {@code bytes}; the other goes on. */
  record HalfClose(Direction direction, long bytes) implements Fault {}

  /** One bit of the byte at this position is flipped. */
  record Corrupt(Direction direction, long position) implements Fault {}

  /** No faster than this. */
  record Throttle(Direction direction, long bytesPerSecond) implements Fault {}

  /** Everything that way arrives later, and in one piece. */
  record Delay(Direction direction, Duration by) implements Fault {}
}
