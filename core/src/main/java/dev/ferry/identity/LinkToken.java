package dev.ferry.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a link that nobody can guess: 128 random bits as 22 characters that a URL takes as
 * they are. A secret: it is compared in constant time and not shown by {@link #toString}.
 * Immutable.
 */
public final class LinkToken {
  private static final int BYTES = 16;
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_-]{22}");

  private final String text;

  private LinkToken(String text) {
    this.text = text;
  }

  /** A new one. */
  public static LinkToken random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new LinkToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** One that was kept; empty if {@code text} is none. */
  public static Optional<LinkToken> of(String text) {
    return TEXT.matcher(text).matches() ? Optional.of(new LinkToken(text)) : Optional.empty();
  }

  /** The 22 characters, for the link and nothing else. */
  public String text() {
    return text;
  }

  /** Whether somebody gave this token; takes as long for any other of its length. */
  public boolean matches(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Nothing of the secret. */
  @Override
  public String toString() {
    return "LinkToken";
  }
}
