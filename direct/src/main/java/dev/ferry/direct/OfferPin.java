package dev.ferry.direct;

import org.jspecify.annotations.Nullable;

/** Knows, or asks a person for, the PIN that a receiver wants with offers. */
public interface OfferPin {
  /** The PIN to give, or null if none is known. Does not block. */
  @Nullable String known();

  /**
   * Asks for the PIN because none is known, or the known one was refused. May block on a person.
   *
   * @return whether there is another one to try
   */
  boolean ask();

  /** Nobody knows one. */
  static OfferPin none() {
    return new OfferPin() {
      @Override
      public @Nullable String known() {
        return null;
      }

      @Override
      public boolean ask() {
        return false;
      }
    };
  }
}
