package dev.ferry.peer;

import dev.ferry.direct.OfferPin;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the PIN of one peer's shares, or for its offers, when it is needed, and keeps it. Used
 * by one thread.
 */
final class PinKeeper implements OfferPin {
  private static final int TRIES = 3;

  private final PinSource source;
  private final RemotePeer peer;
  private volatile @Nullable String pin;
  private int asked;
  private boolean givenUp;

  PinKeeper(PinSource source, RemotePeer peer) {
    this.source = source;
    this.peer = peer;
  }

  /** A step that takes the PIN, or null if there is none. */
  @FunctionalInterface
  interface Step {
    void run(@Nullable String pin) throws IOException;
  }

  /** The PIN that was right, or null. */
  @Override
  public @Nullable String known() {
    return pin;
  }

  /**
   * Runs a step, asking for the PIN if it is refused for want of it, and again if it is wrong.
   *
   * @param needed whether it is known already that there is a PIN
   */
  void with(boolean needed, Step step) throws IOException {
    if (needed && pin == null) {
      ask();
    }
    while (true) {
      try {
        step.run(pin);
        return;
      } catch (TransferException e) {
        if (e.problem() != Problem.FORBIDDEN || !ask()) {
          throw e;
        }
      }
    }
  }

  /**
   * Asks for the PIN because none is known, or the one that is known was refused.
   *
   * @return whether there is another one to try
   */
  @Override
  public boolean ask() {
    if (givenUp || asked == TRIES) {
      return false;
    }
    asked++;
    String next = source.pin(peer.alias(), pin != null);
    givenUp = next == null;
    pin = next == null ? pin : next;
    return next != null;
  }
}
