package dev.ferry.identity;

/** Whether a server that proved a fingerprint is the one that was meant. Must not block. */
@FunctionalInterface
public interface FingerprintCheck {
  /** Whether to go on with the peer that proved {@code seen}. */
  boolean accepts(Fingerprint seen);

  /** Only {@code expected}. */
  static FingerprintCheck only(Fingerprint expected) {
    return expected::equals;
  }

  /** Anybody: for the first contact, whose fingerprint the caller looks at before it sends. */
  static FingerprintCheck anybody() {
    return seen -> true;
  }
}
