package dev.ferry.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who knows a PIN, and makes guessing take for ever: three tries, then a delay that doubles
 * with each further wrong one, counted for the fingerprint, for the address (for IPv6 its /64
 * network), and, more patiently, for everybody together, as a guesser may change both. A try during
 * a delay is not looked at and tells nothing. Memory is bounded. Thread-safe; does not block.
 */
public final class PinGate {
  /** Wrong tries before the first delay. */
  public static final int TRIES = 3;

  /** Shorter PINs are not taken. */
  public static final int SHORTEST = 4;

  private static final int DIGITS = 6;
  private static final Rule EACH = new Rule(TRIES, Duration.ofSeconds(10), Duration.ofHours(1));
  private static final Rule ALL = new Rule(30, Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Duration MEMORY = Duration.ofDays(1);

  /** Beyond it the one that failed longest ago is forgotten; the count for all remains. */
  static final int MOST = 1024;

  /** Longer counting changes no delay. */
  private static final int MOST_COUNTED = 1000;

  private static final String EVERYBODY = "*";
  private static final int IPV6_NETWORK_BYTES = 8;

  private final byte[] pin;
  private final LongSupplier nanos;
  private final Watcher watcher;
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  /** What came of a try. */
  public sealed interface Verdict {
    /** The PIN was right. */
    record Right() implements Verdict {}

    /**
     * The PIN was wrong.
     *
     * @param triesLeft before there is a delay; 0 if there is one already
     * @param delay until the next try is looked at, zero if it may come at once
     */
    record Wrong(int triesLeft, Duration delay) implements Verdict {}

    /**
     * The try came too early and was not looked at.
     *
     * @param delay until the next one is
     */
    record TooEarly(Duration delay) implements Verdict {}
  }

  /** Hears of wrong PINs, on the thread of whoever asked. Thread-safe. */
  @FunctionalInterface
  public interface Watcher {
    /** As the parameters of {@link PinGate#attempt}, and what came of it. */
    void wrong(@Nullable Fingerprint fingerprint, InetAddress address, Verdict.Wrong verdict);
  }

  private record Rule(int tries, Duration first, Duration longest) {
    Duration delayAfter(int wrong) {
      int doublings = wrong - tries;
      if (doublings < 0) {
        return Duration.ZERO;
      }
      Duration delay = first.multipliedBy(1L << Math.min(doublings, 30));
      return delay.compareTo(longest) > 0 ? longest : delay;
    }
  }

  private record Failures(int wrong, long last, long openAt) {}

  /**
   * A gate for {@code pin}.
   *
   * @throws IllegalArgumentException if it is shorter than {@link #SHORTEST} characters
   */
  public PinGate(String pin) {
    this(pin, (fingerprint, address, verdict) -> {});
  }

  /** As {@link #PinGate(String)}; {@code watcher} hears of those that were wrong. */
  public PinGate(String pin, Watcher watcher) {
    this(pin, System::nanoTime, watcher);
  }

  PinGate(String pin, LongSupplier nanos) {
    this(pin, nanos, (fingerprint, address, verdict) -> {});
  }

  private PinGate(String pin, LongSupplier nanos, Watcher watcher) {
    if (pin.length() < SHORTEST) {
      throw new IllegalArgumentException("a PIN has at least " + SHORTEST + " characters");
    }
    this.pin = pin.getBytes(StandardCharsets.UTF_8);
    this.nanos = nanos;
    this.watcher = watcher;
  }

  /** Six random digits. */
  public static String randomPin() {
    StringBuilder digits = new StringBuilder(DIGITS);
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < DIGITS; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  /**
   * Looks at a try. Asking without a PIN is no try: do not call this then.
   *
   * @param fingerprint of whoever tries, null if it showed no certificate
   * @param address where it calls from
   */
  public Verdict attempt(@Nullable Fingerprint fingerprint, InetAddress address, String given) {
    Verdict verdict = look(fingerprint, address, given);
    if (verdict instanceof Verdict.Wrong wrong) {
      watcher.wrong(fingerprint, address, wrong);
    }
    return verdict;
  }

  private synchronized Verdict look(
      @Nullable Fingerprint fingerprint, InetAddress address, String given) {
    long now = nanos.getAsLong();
    List<String> keys =
        Stream.of(EVERYBODY, keyOf(address), fingerprint == null ? "" : fingerprint.hex())
            .filter(key -> !key.isEmpty())
            .toList();
    long delay = keys.stream().mapToLong(key -> delayOf(key, now)).max().orElse(0);
    if (delay > 0) {
      return new Verdict.TooEarly(Duration.ofNanos(delay));
    }
    if (MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), pin)) {
      keys.stream().filter(key -> !key.equals(EVERYBODY)).forEach(failures::remove);
      return new Verdict.Right();
    }
    return wrong(keys, now);
  }

  private Verdict wrong(List<String> keys, long now) {
    int most = 0;
    long delay = 0;
    for (String key : keys) {
      Rule rule = key.equals(EVERYBODY) ? ALL : EACH;
      Failures counted = count(key, rule, now);
      delay = Math.max(delay, counted.openAt - now);
      most = key.equals(EVERYBODY) ? most : Math.max(most, counted.wrong);
    }
    forgetOldest();
    return new Verdict.Wrong(Math.max(0, TRIES - most), Duration.ofNanos(delay));
  }

  private long delayOf(String key, long now) {
    Failures past = failures.get(key);
    return past == null ? 0 : Math.max(0, past.openAt - now);
  }

  private Failures count(String key, Rule rule, long now) {
    Failures past = failures.remove(key);
    boolean remembered = past != null && now - past.last <= MEMORY.toNanos();
    int wrong = past != null && remembered ? Math.min(past.wrong + 1, MOST_COUNTED) : 1;
    Failures counted = new Failures(wrong, now, now + rule.delayAfter(wrong).toNanos());
    failures.put(key, counted);
    return counted;
  }

  /**
   * The map is in the order of the last failure; the count for everybody has just been put last.
   */
  private void forgetOldest() {
    while (failures.size() > MOST) {
      String oldest = failures.keySet().iterator().next();
      failures.remove(oldest);
    }
  }

  /** How many fingerprints and addresses are remembered. */
  synchronized int remembered() {
    return failures.size();
  }

  private static String keyOf(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] counted =
        address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes;
    return HexFormat.of().formatHex(counted);
  }
}
