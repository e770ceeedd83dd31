package dev.ferry.transfer;

/**
 * Where a receiving transfer is. Receiving and Paused follow each other at will; Publishing comes
 * after Receiving and goes back to Receiving if the hashes do not match, to Paused if the disk
 * fails; Complete and Cancelled are final.
 */
public sealed interface IncomingState {
  /** Bytes arrive, or may arrive at any time. */
  record Receiving() implements IncomingState {}

  /**
   * It waits.
   *
   * @param problem for what
   * @param message a sentence for a person
   */
  record Paused(Problem problem, String message) implements IncomingState {}

  /** All bytes are here; they are compared, forced to disk and published. */
  record Publishing() implements IncomingState {}

  /**
   * The end.
   *
   * @param receipt what was published
   */
  record Complete(Receipt receipt) implements IncomingState {}

  /**
   * The end without anything published.
   *
   * @param reason whose wish it was, for a person
   */
  record Cancelled(String reason) implements IncomingState {}
}
