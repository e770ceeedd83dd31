package dev.ferry.page.api;

import dev.ferry.identity.DisplayName;
import dev.ferry.page.api.ProblemException.Hint;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.PinSource;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The PIN that came with a request, if one did; notes whether another one is needed. Thread-safe.
 */
final class GivenPin implements PinSource {
  private final @Nullable String pin;
  private boolean given;
  private @Nullable ProblemException wanted;

  GivenPin(@Nullable String pin) {
    this.pin = pin;
  }

  @Override
  public synchronized @Nullable String pin(String peer, boolean again) {
    if (pin != null && !given) {
      given = true;
      return pin;
    }
    String text = DisplayName.escape(peer) + (given ? " says the PIN is wrong" : " asks for a PIN");
    wanted = new ProblemException(Problem.FORBIDDEN, 403, text, new Hint.Pin(peer, given));
    return null;
  }

  /** What a failure is, for whoever gave this PIN or none. */
  synchronized IOException explain(IOException failure) {
    if (!(failure instanceof TransferException known)) {
      return failure;
    }
    if (known.problem() == Problem.FORBIDDEN && wanted != null) {
      return wanted;
    }
    return PeerAddress.isOnlyInTheClear(known)
        ? new ProblemException(
            known.problem(),
            ProblemBody.statusOf(known.problem()),
            String.valueOf(known.getMessage()),
            new Hint.Plain())
        : failure;
  }
}
