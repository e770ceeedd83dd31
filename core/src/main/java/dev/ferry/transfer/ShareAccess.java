package dev.ferry.transfer;

import dev.ferry.identity.PinGate;

/** Who may see and get a share. */
public sealed interface ShareAccess {
  /** Only peers that this home trusts. */
  record Trusted() implements ShareAccess {}

  /** Everybody who can reach this peer. */
  record Open() implements ShareAccess {}

  /**
   * Whoever gives the PIN; the share is listed without saying what is in it.
   *
   * @param digits the PIN, to be shown to its owner only
   * @param gate checks it and counts wrong ones
   */
  record Pin(String digits, PinGate gate) implements ShareAccess {
    /** A new PIN. */
    public static Pin random() {
      String digits = PinGate.randomPin();
      return new Pin(digits, new PinGate(digits));
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
      return "Pin";
    }
  }

  /** Whoever knows the share's id, which nobody can guess; it is never listed. */
  record Link() implements ShareAccess {}
}
