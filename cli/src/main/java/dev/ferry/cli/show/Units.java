package dev.ferry.cli.show;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Numbers as a person reads them: three digits, decimal units (1 kB is 1000 bytes, as disks and
 * networks count), the same in every locale.
 */
public final class Units {
  private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Units() {}

  /** A number of bytes: {@code 1.23 GB}. */
  public static String bytes(long count) {
    if (count < 1000) {
      return count + " B";
    }
    double value = count;
    int unit = 0;
    // 999.5 of a unit would be shown as 1000 of it.
    while (value >= 999.5 && unit < BYTES.length - 1) {
      value /= 1000;
      unit++;
    }
    return threeDigits(value) + " " + BYTES[unit];
  }

  /** Bytes a second: {@code 112 MB/s}. */
  public static String speed(double bytesPerSecond) {
    return bytes(Math.round(bytesPerSecond)) + "/s";
  }

  /** The average speed of {@code bytes} in {@code nanos}. */
  public static String averageSpeed(long bytes, long nanos) {
    return speed(bytes / (Math.max(1, nanos) / 1e9));
  }

  /** A duration: {@code 0.42 s}, {@code 25 s}, {@code 3 min 05 s}, {@code 2 h 05 min}. */
  public static String duration(long nanos) {
    double exact = nanos / 1e9;
    if (exact < 9.95) {
      return String.format(Locale.ROOT, exact < 0.995 ? "%.2f s" : "%.1f s", exact);
    }
    return wholeSeconds(Math.round(exact));
  }

  /** A short time, down to microseconds: {@code 85 \u00b5s}, {@code 0.41 ms}, {@code 12 ms}. */
  public static String shortTime(long nanos) {
    if (nanos < 100_000) {
      return Math.round(nanos / 1e3) + " \u00b5s";
    }
    double millis = nanos / 1e6;
    return millis < 995
        ? String.format(
            Locale.ROOT, millis < 0.995 ? "%.2f ms" : millis < 9.95 ? "%.1f ms" : "%.0f ms", millis)
        : duration(nanos);
  }

  /** A number of seconds, as {@link #duration} but without fractions. */
  public static String wholeSeconds(long seconds) {
    long minutes = TimeUnit.SECONDS.toMinutes(seconds);
    long hours = TimeUnit.SECONDS.toHours(seconds);
    if (minutes == 0) {
      return seconds + " s";
    }
    if (hours == 0) {
      return minutes + " min " + twoDigits(seconds % 60) + " s";
    }
    if (hours < 48) {
      return hours + " h " + twoDigits(minutes % 60) + " min";
    }
    return hours / 24 + " d " + hours % 24 + " h";
  }

  /** A number with its thousands apart: {@code 1,234,567}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 file}, {@code 1,234 files}. */
  public static String count(long number, String noun) {
    return count(number) + " " + (number == 1 ? noun : plural(noun));
  }

  /** How much of {@code total} is {@code done}, in whole percent; 100 only when all is. */
  public static int percent(long done, long total) {
    if (done >= total) {
      return 100;
    }
    return (int) Math.min(99, 100.0 * Math.max(0, done) / total);
  }

  private static String plural(String noun) {
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  private static String threeDigits(double value) {
    String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f";
    return String.format(Locale.ROOT, format, value);
  }

  private static String twoDigits(long number) {
    return number < 10 ? "0" + number : Long.toString(number);
  }
}
