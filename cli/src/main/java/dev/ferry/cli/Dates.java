package dev.ferry.cli;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Times as a person reads them: local, sortable, the same in every locale. */
final class Dates {
  private static final int LENGTH_TO_MINUTE = 16;

  private Dates() {}

  /** {@code 2025-11-20 10:12}. */
  static String minute(Instant instant) {
    ZonedDateTime local = instant.atZone(ZoneId.systemDefault());
    String date = local.toLocalDate().toString();
    String time = local.toLocalTime().withNano(0).toString();
    return (date + " " + time).substring(0, Math.max(LENGTH_TO_MINUTE, date.length() + 6));
  }
}
