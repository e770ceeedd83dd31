package dev.ferry.payload;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Adds up how long the threads of one side of a transfer waited in each stage. Thread-safe;
 * parallel lanes add up, so the sum may exceed the time on the wall.
 */
public final class StageMeter {
  /** Where a byte spends its time on one side. */
  public enum Stage {
    /** Reading files. */
    DISK_READ,
    /** Hashing chunks. */
    HASH,
    /** Waiting for the socket, TLS included. */
    NETWORK,
    /** Writing files, and forcing them to disk. */
    DISK_WRITE
  }

  private final LongAdder[] nanos = new LongAdder[Stage.values().length];

  /** A meter that has seen nothing. */
  public StageMeter() {
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = new LongAdder();
    }
  }

  /** Adds the time since {@code startNanos}, a reading of {@link System#nanoTime}. */
  public void addSince(Stage stage, long startNanos) {
    nanos[stage.ordinal()].add(System.nanoTime() - startNanos);
  }

  /** Adds a duration in nanoseconds. */
  public void add(Stage stage, long duration) {
    nanos[stage.ordinal()].add(duration);
  }

  /** The nanoseconds waited in each stage so far. */
  public Map<Stage, Long> reading() {
    Map<Stage, Long> reading = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      reading.put(stage, nanos[stage.ordinal()].sum());
    }
    return reading;
  }
}
