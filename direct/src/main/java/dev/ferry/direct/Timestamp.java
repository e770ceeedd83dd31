package dev.ferry.direct;

import dev.ferry.json.MalformedException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Times on the wire: decimal seconds since 1970-01-01T00:00:00Z as a string with up to nine
 * decimals, since 64-bit nanoseconds do not fit into the numbers of most JSON readers.
 */
final class Timestamp {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,10}(\\.[0-9]{1,9})?");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final int DECIMALS = 9;

  private Timestamp() {}

  /** The text of {@code nanos} since the epoch; without decimals if it is a whole second. */
  static String format(long nanos) {
    return nanos % NANOS_PER_SECOND == 0
        ? Long.toString(nanos / NANOS_PER_SECOND)
        : BigDecimal.valueOf(nanos, DECIMALS).toPlainString();
  }

  /** The nanoseconds since the epoch that {@code text} stands for. */
  static long parse(String text) throws MalformedException {
    if (!DECIMAL.matcher(text).matches()) {
      throw new MalformedException("\"t\" is not a time in decimal seconds");
    }
    try {
      return new BigDecimal(text).movePointRight(DECIMALS).longValueExact();
    } catch (ArithmeticException e) {
      throw new MalformedException("\"t\" is not within the years 1678 to 2261", e);
    }
  }
}
