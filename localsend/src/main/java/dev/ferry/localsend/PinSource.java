package dev.ferry.localsend;

import org.jspecify.annotations.Nullable;

/** Knows the PIN that a device asks for, or whom to ask. */
@FunctionalInterface
public interface PinSource {
  /**
   * The PIN to try. May block for as long as a person needs.
   *
   * @param wrong whether one was tried before, and was wrong
   * @return null to give up
   */
  @Nullable String pin(boolean wrong);

  /** Knows none. */
  static PinSource none() {
    return wrong -> null;
  }
}
