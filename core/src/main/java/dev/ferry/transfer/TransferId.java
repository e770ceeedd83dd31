package dev.ferry.transfer;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Names one transfer on both ends: 130 random bits as 26 characters of {@code a-z2-7}, which no
 * stranger can guess. Immutable.
 *
 * @param text the 26 characters
 */
public record TransferId(String text) {
  private static final int LENGTH = 26;
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

  /** Refuses everything that is not an id. */
  public TransferId {
    if (!isValid(text)) {
      throw new IllegalArgumentException("not a transfer id");
    }
  }

  /** A new one. */
  public static TransferId random() {
    SecureRandom random = new SecureRandom();
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new TransferId(text.toString());
  }

  /** Whether {@code text} is the text of an id. */
  public static boolean isValid(@Nullable String text) {
    return text != null
        && text.length() == LENGTH
        && text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }

  /** The first eight characters: enough for a person to tell transfers apart. */
  public String brief() {
    return text.substring(0, 8);
  }

  @Override
  public String toString() {
    return text;
  }
}
