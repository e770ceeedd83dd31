package dev.ferry.testkit;

import java.util.SplittableRandom;

/**
 * Random numbers of which every run can be repeated: the seed is printed, and {@code
 * -Dferry.seed=N} brings it back.
 */
public final class Seeds {

  private static final String PROPERTY = "ferry.seed";

  private Seeds() {}

  /**
   * The seed of this run: the one given with {@code -Dferry.seed=N}, else a new one. Prints it.
   *
   * @param purpose what the numbers are for; part of the printed line
   */
  public static long fresh(String purpose) {
    Long given = Long.getLong(PROPERTY);
    long seed = given != null ? given : System.nanoTime() & 0xffff_ffffL;
    System.out.println(
        purpose + ": seed " + seed + " (again with -D" + PROPERTY + "=" + seed + ")");
    return seed;
  }

  /** Random numbers from {@link #fresh}. Not thread-safe; {@code split()} it for other threads. */
  public static SplittableRandom random(String purpose) {
    return new SplittableRandom(fresh(purpose));
  }
}
