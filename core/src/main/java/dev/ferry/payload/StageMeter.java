package dev.ferry.payload;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
    DISK_WRITE;

    /** Its name on the wire and in what is kept: small letters, hyphens. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Who waits longer for the socket than this waits for somebody who is gone, not for the line. */
  private static final long GONE_NANOS = 10_000_000_000L;

  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  /** A meter that has seen nothing. */
  public StageMeter() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** Adds the time since {@code startNanos}, a reading of {@link System#nanoTime}. */
  public void addSince(Stage stage, long startNanos) {
    add(stage, System.nanoTime() - startNanos);
  }

  /** Adds a duration in nanoseconds; what stood still says nothing about what limits a transfer. */
  public void add(Stage stage, long duration) {
    if (stage != Stage.NETWORK || duration < GONE_NANOS) {
      adder(stage).add(duration);
    }
  }

  /** The nanoseconds waited in each stage so far. */
  public Map<Stage, Long> reading() {
    Map<Stage, Long> reading = new EnumMap<>(Stage.class);
    nanos.forEach((stage, adder) -> reading.put(stage, adder.sum()));
    return reading;
  }

  private LongAdder adder(Stage stage) {
    return Objects.requireNonNull(nanos.get(stage));
  }
}
