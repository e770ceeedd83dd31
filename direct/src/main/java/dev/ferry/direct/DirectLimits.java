package dev.ferry.direct;

import java.time.Duration;

/**
 * What one peer may take from this one. The numbers of {@link #STANDARD} are those of
 * docs/protocol.md; tests use smaller ones.
 *
 * @param manifestBytes the longest manifest, unpacked
 * @param sealBytes the longest seal
 * @param streamsPerPeer how many payload streams one peer, or one address without a certificate,
 *     may have at once
 * @param waiting how often an asker that waits is told that this side lives
 * @param probe how long somebody may send or fetch bytes to measure the speed
 * @param drain how long a short body may take to come in: a preview's, or one that is refused and
 *     dropped, so that the answer arrives
 */
record DirectLimits(
    long manifestBytes,
    long sealBytes,
    int streamsPerPeer,
    Duration waiting,
    Duration probe,
    Duration drain) {
  /** The longest manifest: ten million entries of 400 bytes. */
  static final long MANIFEST_BYTES = 4L << 30;

  /** The longest seal: the hashes of a payload of 64 TB. */
  static final long SEAL_BYTES = 1L << 30;

  /** The most payload streams of a peer: sixteen transfers with as many lanes as there can be. */
  static final int STREAMS_PER_PEER = 256;

  /** Time to send for ten seconds over a slow way, and to be taken in. */
  static final Duration PROBE = Duration.ofSeconds(20);

  /** How long a preview, or a refused body, is read for. */
  static final Duration DRAIN = Duration.ofSeconds(10);

  /** What holds outside of tests. */
  static final DirectLimits STANDARD =
      new DirectLimits(
          MANIFEST_BYTES,
          SEAL_BYTES,
          STREAMS_PER_PEER,
          Duration.ofSeconds(Protocol.WAITING_SECONDS),
          PROBE,
          DRAIN);
}
