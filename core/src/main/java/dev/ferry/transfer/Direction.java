package dev.ferry.transfer;

/** Which way a transfer goes, seen from this peer. */
public enum Direction {
  /** The payload leaves here. */
  SEND,
  /** The payload arrives here. */
  RECEIVE
}
