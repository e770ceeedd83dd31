package dev.ferry.peer;

/**
 * Told which peers are near: one call at a time, on whatever thread noticed. The calls must be
 * quick.
 */
public interface NearListener {
  /** A peer is there, or says something else of itself now than it did before. */
  void near(NearPeer peer);

  /** It has not been heard of for long, or is there no more as it was. */
  void gone(NearPeer peer);
}
