package dev.ferry.identity;

/** What a home knows about a peer, by the fingerprint that it proved. */
public enum Standing {
  /**
   * It showed no certificate: whatever it calls itself is all there is. Never remembered, never
   * trusted.
   */
  UNPROVEN,
  /** Never met: its name proves nothing. */
  UNKNOWN,
  /** Met before with this very key. */
  KNOWN,
  /** Met before, and the person said that it may be trusted. */
  TRUSTED,
  /** It claims the name or address of a known peer, but holds another key, or shows none. */
  CHANGED
}
