package dev.ferry.peer;

import dev.ferry.identity.Standing;
import java.util.Arrays;
import java.util.Optional;

/** Who is let in without a question. A peer whose identity has changed is let in by no rule. */
public enum AcceptRule {
  /** Nobody: each offer is asked about. */
  ASK("ask"),
  /** Trusted peers; having met before is not enough. */
  KNOWN("known"),
  /** Everybody. */
  ALL("all");

  private final String word;

  AcceptRule(String word) {
    this.word = word;
  }

  /** What a person types for it. */
  public String word() {
    return word;
  }

  /** The rule with this {@link #word}, if there is one. */
  public static Optional<AcceptRule> ofWord(String word) {
    return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst();
  }

  /** Whether a peer of this standing is let in without a question. */
  public boolean letsIn(Standing standing) {
    return switch (this) {
      case ASK -> false;
      case KNOWN -> standing == Standing.TRUSTED;
      case ALL -> standing != Standing.CHANGED;
    };
  }

  @Override
  public String toString() {
    return word;
  }
}
