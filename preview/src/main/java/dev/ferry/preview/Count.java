package dev.ferry.preview;

import java.util.Locale;

/**
 * How many there are of something.
 *
 * @param value how many, not negative
 * @param precision how well that is known
 */
public record Count(long value, Precision precision) {
  /** How well a number is known. */
  public enum Precision {
    /** Counted to the end. */
    EXACT,
    /** Reckoned from the part that was read. */
    ABOUT,
    /** Counted as far as was read; there is more. */
    AT_LEAST;

    /** Its name in events and on the wire, in small letters. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  static Count exact(long value) {
    return new Count(value, Precision.EXACT);
  }

  /**
   * What was counted in {@code source} as far as it was read: exact, or reckoned from that for the
   * whole, to two digits.
   */
  static Count reckoned(long seen, Source source) {
    if (!source.isExhausted()) {
      return exact(seen);
    }
    double all = (double) seen / Math.max(1, source.reached()) * source.size();
    double unit = Math.pow(10, Math.max(0, Math.floor(Math.log10(Math.max(1, all))) - 1));
    return new Count(Math.max(seen, (long) (Math.round(all / unit) * unit)), Precision.ABOUT);
  }

  static Count about(long value) {
    return new Count(value, Precision.ABOUT);
  }

  static Count atLeast(long value) {
    return new Count(value, Precision.AT_LEAST);
  }
}
