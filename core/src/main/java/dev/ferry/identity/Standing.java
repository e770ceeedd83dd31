package dev.ferry.identity;

/** What a home knows about a peer that proved a fingerprint. */
public enum Standing {
  /** Never met: its name proves nothing. */
  UNKNOWN,
  /** Met before with this very key. */
  KNOWN,
  /** Met before, and the person said that it may be trusted. */
  TRUSTED,
  /** It claims the name or address of a known peer, but holds another key. */
  CHANGED
}
