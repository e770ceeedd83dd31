package dev.ferry.http;

import java.time.Duration;

/**
 * How long a client waits before it takes a peer for gone.
 *
 * @param connect for a TCP connection to one address
 * @param handshake for TLS, from the first byte to the last
 * @param silence for the next bytes of an answer, and for the peer to take bytes
 */
public record ClientTimes(Duration connect, Duration handshake, Duration silence) {
  /** What holds outside of tests; a peer that waits for a person says so every 2 s. */
  public static final ClientTimes STANDARD =
      new ClientTimes(Duration.ofSeconds(7), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
