package dev.ferry.page.guard;

/**
 * What a route asks of whoever calls it.
 *
 * @param audience who may call it
 * @param changes whether it changes anything; then a browser must say more
 * @param body what it is sent
 */
public record Access(Audience audience, boolean changes, Body body) {
  /** Who may call a route. */
  public enum Audience {
    /** Whoever reaches the door: there is nothing of the owner's to be had. */
    ANYBODY,
    /** The owner alone, who shows a session's cookie and key, or the token for scripts. */
    OWNER
  }

  /** What a route is sent. */
  public enum Body {
    /** Nothing. */
    NONE,
    /** One JSON object. */
    JSON,
    /** Bytes of a file or a payload. */
    BYTES
  }
}
