package dev.ferry.transfer;

/** What became of an offer. */
public sealed interface Decision {
  /**
   * It, or a part of it, was accepted, now or by an earlier answer to the same offer.
   *
   * @param incoming the transfer that takes the bytes
   */
  record Accepted(Incoming incoming) implements Decision {}

  /**
   * It was not.
   *
   * @param reason for the one who offered; may be empty
   */
  record Declined(String reason) implements Decision {}

  /**
   * It was all done already: a text alone, or a transfer that this side had completed before.
   *
   * @param receipt what was done
   */
  record Done(Receipt receipt) implements Decision {}
}
