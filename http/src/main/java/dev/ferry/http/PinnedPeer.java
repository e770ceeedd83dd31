package dev.ferry.http;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.FingerprintCheck;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds the other end to one fingerprint: the expected one, or else the first that it proves.
 * Thread-safe.
 */
public final class PinnedPeer implements FingerprintCheck {
  private final AtomicReference<@Nullable Fingerprint> pinned;

  /** Holds it to {@code expected}; null for the first one seen. */
  public PinnedPeer(@Nullable Fingerprint expected) {
    this.pinned = new AtomicReference<>(expected);
  }

  @Override
  public boolean accepts(Fingerprint seen) {
    pinned.compareAndSet(null, seen);
    return seen.equals(pinned.get());
  }

  /** What it is held to; empty before the first contact. */
  public Optional<Fingerprint> fingerprint() {
    return Optional.ofNullable(pinned.get());
  }
}
