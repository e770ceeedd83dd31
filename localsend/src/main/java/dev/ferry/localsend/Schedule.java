package dev.ferry.localsend;

import java.time.Duration;
import java.time.Instant;

/** Time, as discovery sees it. */
interface Schedule {
  /** The wall clock. It goes on while the machine sleeps, and jumps when somebody sets it. */
  Instant now();

  /** A clock that never jumps; on Linux it stands still while the machine sleeps. */
  long nanos();

  /** Runs {@code action} after {@code delay}, one action at a time; never if it is over by then. */
  void in(Duration delay, Runnable action);
}
