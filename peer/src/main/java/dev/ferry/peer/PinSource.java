package dev.ferry.peer;

import org.jspecify.annotations.Nullable;

/** Knows, or asks for, the PIN of a share or of a receiver. */
@FunctionalInterface
public interface PinSource {
  /**
   * The PIN, or null to give up. May block on a person.
   *
   * @param peer the peer that asks for it, not escaped
   * @param again whether the last one was wrong
   */
  @Nullable String pin(String peer, boolean again);

  /** Knows none. */
  static PinSource none() {
    return (peer, again) -> null;
  }
}
