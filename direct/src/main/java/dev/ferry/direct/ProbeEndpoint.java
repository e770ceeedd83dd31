package dev.ferry.direct;

import dev.ferry.http.Alarm;
import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.identity.AddressGroup;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code probe}: bytes that mean nothing, to see how fast they travel. Nothing is kept of them.
 * Whoever shows a certificate may ask, so what it costs is bounded: one at a time for each address,
 * {@value #AT_ONCE} in all, each ended after a while, and a {@link ProbeBudget} for each address.
 */
final class ProbeEndpoint {
  /** How many there may be at once, of everybody. */
  static final int AT_ONCE = 2;

  /** The longest time for which bytes are sent. */
  static final long MOST_MILLIS = 10_000;

  /** How many of the longest somebody may ask for one after the other. */
  private static final int MEASUREMENTS = 3;

  /** No network moves more than that in the time. */
  private static final long MOST_BYTES = 64L << 30;

  private static final int BLOCK = 256 << 10;
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,5}");

  private final StreamCap each = new StreamCap(1);
  private final Semaphore places = new Semaphore(AT_ONCE);
  private final Alarm alarm = new Alarm();
  private final ProbeBudget budget;
  private final Duration longest;

  /** Swallows, or gives to a slow reader, for at most {@code longest}. */
  ProbeEndpoint(Duration longest) {
    this.longest = longest;
    this.budget = new ProbeBudget(longest.multipliedBy(MEASUREMENTS), System::nanoTime);
  }

  /** {@code POST probe}: takes what comes. */
  void post(Exchange exchange) throws IOException {
    exchange.requireFingerprint();
    try (StreamCap.Stream _ = enter(exchange);
        Alarm.Bell _ = alarm.in(longest, () -> hangUp(exchange));
        InputStream body = exchange.body(MOST_BYTES)) {
      byte[] block = new byte[BLOCK];
      while (body.read(block) >= 0) {
        // It was only to travel.
      }
    }
    exchange.sendEmpty(204);
  }

  /** {@code GET probe?millis=n}: gives bytes for so long. */
  void get(Exchange exchange) throws IOException {
    exchange.requireFingerprint();
    long nanos = Duration.ofMillis(millis(exchange.parameter("millis"))).toNanos();
    try (StreamCap.Stream _ = enter(exchange);
        Alarm.Bell _ = alarm.in(longest, () -> hangUp(exchange))) {
      byte[] block = new byte[BLOCK];
      new SplittableRandom().nextBytes(block);
      OutputStream out = exchange.begin(200, Protocol.BYTES);
      long begin = System.nanoTime();
      while (System.nanoTime() - begin < nanos) {
        out.write(block);
      }
      out.flush();
    }
    exchange.end();
  }

  /** Whoever reads or sends too slowly would hold the place for as long as it likes. */
  private static void hangUp(Exchange exchange) {
    try {
      exchange.hangUp().close();
    } catch (IOException e) {
      // It is broken already, which is all that was wanted.
    }
  }

  private static long millis(@Nullable String text) throws Refusal {
    if (text == null || !MILLIS.matcher(text).matches()) {
      throw new Refusal(Problem.BAD_REQUEST, 400, "probe needs ?millis=");
    }
    return Math.min(MOST_MILLIS, Long.parseLong(text));
  }

  private StreamCap.Stream enter(Exchange exchange) throws TransferException {
    String who = AddressGroup.of(exchange.inetAddress());
    budget.require(who);
    StreamCap.Stream own = each.open(who);
    if (!places.tryAcquire()) {
      own.close();
      throw new TransferException(Problem.BUSY, "others are measuring here; try again later");
    }
    long begin = System.nanoTime();
    return () -> {
      budget.spend(who, System.nanoTime() - begin);
      places.release();
      own.close();
    };
  }
}
