package dev.ferry.localsend;

import java.time.Duration;

/**
 * What one device may take from this peer. The numbers of {@link #STANDARD} are those of
 * docs/localsend.md; tests use smaller ones.
 *
 * @param message how long a message may take to come, from its first byte to its last
 * @param quiet after which time without a byte a session is ended
 * @param pace in which time an upload must bring {@link #PACE_BYTES}
 * @param drain how long a refused request's body is read and dropped, so that the answer arrives
 * @param watch how often a session looks whether it is over
 * @param callback how long telling a sender that its session is over may take
 */
record LocalSendLimits(
    Duration message,
    Duration quiet,
    Duration pace,
    Duration drain,
    Duration watch,
    Duration callback) {
  /** The longest introduction, in bytes. */
  static final int REGISTER_BYTES = 16 << 10;

  /** The longest prepare, in bytes. */
  static final int PREPARE_BYTES = 16 << 20;

  /** A longer message is one of a few that are read at a time. */
  static final int SMALL_BYTES = 256 << 10;

  /** How many long messages are read and parsed at a time. */
  static final int LARGE_AT_A_TIME = 2;

  /** How many prepares of one address may wait for an answer. */
  static final int PENDING_PER_ADDRESS = 4;

  /** How many prepares may wait for an answer in all. */
  static final int PENDING = 32;

  /** About how much memory the lists of all prepares that wait for an answer may take, in bytes. */
  public static final long PENDING_BYTES = 112L << 20;

  /** How many sessions one address may have. */
  static final int SESSIONS_PER_ADDRESS = 16;

  /** How many sessions there may be in all. */
  static final int SESSIONS = 64;

  /** How many uploads, or downloads, one address may have at once. */
  static final int STREAMS_PER_ADDRESS = 64;

  /** How often a file may come whole and wrong. */
  static final int TRIES = 3;

  /** What an upload must bring in the time of {@link #pace}, in bytes. */
  static final int PACE_BYTES = 4 << 10;

  /** A refused body up to this size is read to its end, so that the refusal arrives. */
  static final long DRAIN_BYTES = 256L << 20;

  /** What holds outside of tests. */
  static final LocalSendLimits STANDARD =
      new LocalSendLimits(
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5));
}
