package dev.ferry.peer;

import dev.ferry.transfer.Problem;
import dev.ferry.transfer.RemotePeer;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Asks for the PIN of one peer's shares when it is needed, and keeps it. Used by one thread. */
final class PinKeeper {
  private static final int TRIES = 3;

  private final PinSource source;
  private final RemotePeer peer;
  private volatile @Nullable String pin;

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
  @Nullable String known() {
    return pin;
  }

  /** Runs a step, asking for the PIN if it needs one, and again if it is wrong. */
  void with(boolean needed, Step step) throws IOException {
    if (needed && pin == null) {
      pin = source.pin(peer.alias(), false);
    }
    for (int tries = 1; ; tries++) {
      try {
        step.run(pin);
        return;
      } catch (TransferException e) {
        boolean wrong = needed && e.problem() == Problem.FORBIDDEN && pin != null;
        String next = wrong && tries < TRIES ? source.pin(peer.alias(), true) : null;
        if (next == null) {
          throw e;
        }
        pin = next;
      }
    }
  }
}
