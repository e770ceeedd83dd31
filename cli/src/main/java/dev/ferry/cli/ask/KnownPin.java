package dev.ferry.cli.ask;

import dev.ferry.peer.PinSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a PIN once, for several steps towards the same peer, and forgets it with them.
 * Thread-safe.
 */
public final class KnownPin implements PinSource {
  private final PinSource asking;
  private @Nullable String known;

  /** Asks {@code asking}. */
  public KnownPin(PinSource asking) {
    this.asking = asking;
  }

  @Override
  public synchronized @Nullable String pin(String peer, boolean again) {
    if (again || known == null) {
      known = asking.pin(peer, again);
    }
    return known;
  }
}
