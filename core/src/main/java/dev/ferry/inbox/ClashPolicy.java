package dev.ferry.inbox;

/** What happens to a file that comes under a name that exists with other contents. */
public enum ClashPolicy {
  /** Both are kept: the new one lands beside the old one as {@code name (2)}. The default. */
  KEEP_BOTH,
  /** The new one takes the old one's place in one step. */
  UPDATE,
  /** The old one stays, the new one is not sent. */
  SKIP,
  /** The whole transfer is refused before a byte is sent. */
  FAIL
}
