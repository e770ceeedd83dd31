package dev.ferry.localsend;

import dev.ferry.http.Alarm;
import dev.ferry.http.Answer;
import dev.ferry.http.ClientTimes;
import dev.ferry.http.Endpoint;
import dev.ferry.http.PinnedPeer;
import dev.ferry.http.Wire;
import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.Identity;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What time it is at a device: the {@code Date} of its answer to who it is (RFC 9110, 6.6.1). */
public final class DeviceClock {
  private static final ClientTimes TIMES =
      new ClientTimes(Duration.ofMillis(800), Duration.ofSeconds(1), Duration.ofSeconds(1));

  /** The header has whole seconds, cut off. */
  private static final Duration CUT_OFF = Duration.ofMillis(500);

  private DeviceClock() {}

  /**
   * How far a device's clock is ahead of this machine's, to about a second; negative if it is
   * behind. Empty if the device does not say, or nothing that is a date. Anybody may say anything.
   * Blocks for {@code patience} at most.
   *
   * @param expected whom it must prove to be; null for anybody
   * @throws IOException if it does not answer
   */
  public static Optional<Duration> ahead(
      Identity identity, Endpoint at, @Nullable Fingerprint expected, Duration patience)
      throws IOException {
    try (Wire wire = new Wire(identity, at, new PinnedPeer(expected), 1, TIMES);
        Alarm.Bell _ = wire.alarm().in(patience, wire::close)) {
      Instant before = Instant.now();
      try (Answer answer = wire.send(Wire.request("GET", Paths.INFO))) {
        Duration taken = Duration.between(before, Instant.now());
        Instant here = before.plus(taken.dividedBy(2));
        return parse(answer.header("Date"))
            .map(there -> Duration.between(here, there.plus(CUT_OFF)));
      }
    }
  }

  private static Optional<Instant> parse(@Nullable String date) {
    try {
      return date == null
          ? Optional.empty()
          : Optional.of(
              ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
