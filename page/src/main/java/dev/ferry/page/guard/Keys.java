package dev.ferry.page.guard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The secrets of one running page: tokens that are good once and for two minutes, the sessions that
 * they were exchanged for, and the token for scripts. All are compared in constant time.
 * Thread-safe; does not block.
 */
public final class Keys {
  /** How long a one-time token is good. */
  public static final Duration TOKEN_LIFE = Duration.ofMinutes(2);

  /** Of more, the oldest are forgotten. */
  private static final int MOST_SESSIONS = 64;

  private static final int MOST_TOKENS = 16;
  private static final int TOKEN_BYTES = 16;
  private static final int SESSION_BYTES = 32;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final String scripts;
  private final Deque<Token> tokens = new ArrayDeque<>();
  private final Deque<PageSession> sessions = new ArrayDeque<>();

  /**
   * The two secrets of a session, which open nothing but together.
   *
   * @param cookie which the browser sends by itself, to other ports of this machine, too
   * @param key which the page keeps and sends, to its own port alone
   */
  public record PageSession(String cookie, String key) {
    @Override
    public String toString() {
      return "PageSession";
    }
  }

  private record Token(String text, long until) {}

  /**
   * Secrets of a page that begins.
   *
   * @param scripts the token for scripts; not empty
   */
  public Keys(String scripts, InstantSource clock) {
    if (scripts.isEmpty()) {
      throw new IllegalArgumentException("an empty token lets everybody in");
    }
    this.scripts = scripts;
    this.clock = clock;
  }

  /** A secret of 256 bits that fits into a header or a file. */
  public static String secret() {
    return text(new SecureRandom(), SESSION_BYTES);
  }

  private static String text(SecureRandom random, int bytes) {
    byte[] secret = new byte[bytes];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  /** A token that opens one session, for {@link #TOKEN_LIFE}. */
  public synchronized String token() {
    String fresh = text(random, TOKEN_BYTES);
    tokens.addLast(new Token(fresh, clock.millis() + TOKEN_LIFE.toMillis()));
    if (tokens.size() > MOST_TOKENS) {
      tokens.removeFirst();
    }
    return fresh;
  }

  /** The secrets of a new session for a token, which is good no more; empty if it is not good. */
  public synchronized Optional<PageSession> exchange(String token) {
    boolean good = false;
    for (Iterator<Token> all = tokens.iterator(); all.hasNext(); ) {
      Token one = all.next();
      boolean same = same(one.text, token);
      boolean old = clock.millis() > one.until;
      good |= same && !old;
      if (same || old) {
        all.remove();
      }
    }
    return good ? Optional.of(session()) : Optional.empty();
  }

  private PageSession session() {
    PageSession fresh = new PageSession(text(random, SESSION_BYTES), text(random, SESSION_BYTES));
    sessions.addLast(fresh);
    if (sessions.size() > MOST_SESSIONS) {
      sessions.removeFirst();
    }
    return fresh;
  }

  /** Whether these are the two secrets of one session. */
  synchronized boolean isSession(String cookie, String key) {
    boolean known = false;
    for (PageSession session : sessions) {
      boolean sameCookie = same(session.cookie, cookie);
      boolean sameKey = same(session.key, key);
      known |= sameCookie && sameKey;
    }
    return known;
  }

  /** Whether this is the token for scripts. */
  boolean isForScripts(String shown) {
    return same(scripts, shown);
  }

  /** In a time that tells nothing of where they differ. */
  private static boolean same(String secret, String shown) {
    return MessageDigest.isEqual(secret.getBytes(UTF_8), shown.getBytes(UTF_8));
  }
}
