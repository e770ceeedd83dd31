package dev.ferry.peer;

/** Hears of shares of a peer. Called by any thread, so it must be quick and must not throw. */
public interface ShareListener {
  /** Something is shared from now on; called on the thread that began it. */
  void began(LiveShare share);

  /** It is shared no more. */
  void ended(LiveShare share);
}
