package dev.ferry.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Sizes, rates and durations as a person types them. 1 kB is 1000 bytes and 1 KiB is 1024; upper
 * and lower case are the same, so a bit is always written {@code bit}.
 */
final class Quantity {
  /** What {@code forever} means. */
  static final Duration FOREVER = Duration.ofDays(36_500);

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)\\s*([a-z]*)");
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([a-z]*)\\s*");
  private static final Map<String, Long> PREFIXES =
      Map.of(
          "", 1L,
          "k", 1_000L,
          "m", 1_000_000L,
          "g", 1_000_000_000L,
          "t", 1_000_000_000_000L,
          "ki", 1L << 10,
          "mi", 1L << 20,
          "gi", 1L << 30,
          "ti", 1L << 40);

  private Quantity() {}

  /** A number of bytes: {@code 500}, {@code 20MB}, {@code 1.5 GiB}, {@code 64k}. */
  static long bytes(String text) {
    Matcher matcher = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
    String unit = matcher.matches() ? matcher.group(2).replaceAll("b(ytes?)?$", "") : "?";
    Long factor = PREFIXES.get(unit);
    if (factor == null) {
      throw wrong(text, "a size such as 500, 20MB or 1.5GiB");
    }
    return times(matcher.group(1), factor, 1, text);
  }

  /** Bytes a second: {@code 20MB/s}, {@code 20MB}, {@code 100Mbit/s}; 0 for no limit. */
  static long rate(String text) {
    String amount = text.strip().toLowerCase(Locale.ROOT).replaceAll("(/s|ps)$", "").strip();
    Matcher matcher = AMOUNT.matcher(amount);
    boolean bits = matcher.matches() && matcher.group(2).endsWith("bit");
    String unit = matcher.matches() ? matcher.group(2).replaceAll(bits ? "bit$" : "b$", "") : "?";
    Long factor = PREFIXES.get(unit);
    if (factor == null) {
      throw wrong(text, "a rate such as 20MB/s, 500kB/s or 100Mbit/s");
    }
    return times(matcher.group(1), factor, bits ? 8 : 1, text);
  }

  /** A duration: {@code 30s}, {@code 10m}, {@code 1h30m}, {@code 2d}, seconds alone, forever. */
  static Duration duration(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (word.equals("forever")) {
      return FOREVER;
    }
    Matcher matcher = SPAN.matcher(word);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      sum = sum.plusMillis(millis(matcher.group(1), matcher.group(2), text));
      end = matcher.end();
    }
    if (end == 0 || end != word.length() || sum.compareTo(FOREVER) > 0) {
      throw wrongDuration(text);
    }
    return sum;
  }

  private static long millis(String number, String unit, String text) {
    long factor =
        switch (unit) {
          case "ms" -> 1;
          case "", "s", "sec" -> 1_000;
          case "m", "min" -> 60_000;
          case "h" -> 3_600_000;
          case "d" -> 86_400_000;
          default -> throw wrongDuration(text);
        };
    return times(number, factor, 1, text);
  }

  private static long times(String number, long factor, long divisor, String text) {
    try {
      return new BigDecimal(number)
          .multiply(BigDecimal.valueOf(factor))
          .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_UP)
          .longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(text, "a number that small");
    }
  }

  private static TypeConversionException wrongDuration(String text) {
    return wrong(text, "a duration such as 30s, 10m, 1h30m or forever");
  }

  private static TypeConversionException wrong(String text, String expected) {
    return new TypeConversionException("'" + text + "' is not " + expected);
  }

  /** Reads a size option. */
  static final class Bytes implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return bytes(value);
    }
  }

  /** Reads a rate option. */
  static final class Rate implements ITypeConverter<Long> {
    @Override
    public Long convert(String value) {
      return rate(value);
    }
  }

  /** Reads a duration option. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      return duration(value);
    }
  }
}
