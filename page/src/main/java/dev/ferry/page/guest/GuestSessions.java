package dev.ferry.page.guest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.page.guard.Keys;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/**
 * The guests who gave the PIN of a link, each known by a secret of 256 bits in a cookie. Of too
 * many the oldest is forgotten, and gives the PIN again. Thread-safe.
 */
final class GuestSessions {
  /** How many are known. */
  static final int MOST = 1024;

  /**
   * How many cookies of one request are looked at: a browser sends one, or few of an older path.
   */
  private static final int MOST_SHOWN = 8;

  /** The cookie; its path is that of the link. */
  static final String COOKIE = "ferry-guest";

  private final Deque<String> secrets = new ArrayDeque<>();

  /** The secret of a new guest. */
  synchronized String open() {
    String secret = Keys.secret();
    secrets.addLast(secret);
    if (secrets.size() > MOST) {
      secrets.removeFirst();
    }
    return secret;
  }

  /** Whether a {@code Cookie} header names one of the guests; compared in constant time. */
  synchronized boolean has(String cookies) {
    return Stream.of(cookies.split(";", -1))
        .map(String::strip)
        .filter(pair -> pair.startsWith(COOKIE + "="))
        .limit(MOST_SHOWN)
        .map(pair -> isKnown(pair.substring(COOKIE.length() + 1)))
        .reduce(false, Boolean::logicalOr);
  }

  private boolean isKnown(String shown) {
    boolean known = false;
    for (String secret : secrets) {
      known |= MessageDigest.isEqual(secret.getBytes(UTF_8), shown.getBytes(UTF_8));
    }
    return known;
  }
}
