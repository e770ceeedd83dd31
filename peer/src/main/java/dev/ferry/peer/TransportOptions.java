package dev.ferry.peer;

import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How bytes travel. Immutable.
 *
 * @param connections how many parallel connections, 1 to {@link #MAX_CONNECTIONS}
 * @param bytesPerSecond the most bytes a second; 0 for no limit
 * @param from the own address to use; null for what the system chooses
 * @param patience how long to wait for a peer that is gone or a cause that may pass, before the
 *     transfer ends as interrupted; zero for not at all
 */
public record TransportOptions(
    int connections, long bytesPerSecond, @Nullable InetAddress from, Duration patience) {
  /** The most connections one transfer may use. */
  public static final int MAX_CONNECTIONS = 16;

  /** Refuses what makes no sense. */
  public TransportOptions {
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException("connections: 1 to " + MAX_CONNECTIONS);
    }
    if (bytesPerSecond < 0 || patience.isNegative()) {
      throw new IllegalArgumentException("negative limit or patience");
    }
  }

  /** Two connections, no limit, ten minutes of patience. */
  public static TransportOptions standard() {
    return new TransportOptions(2, 0, null, Duration.ofMinutes(10));
  }

  /** The same with this many connections. */
  public TransportOptions withConnections(int count) {
    return new TransportOptions(count, bytesPerSecond, from, patience);
  }

  /** The same with a limit in bytes a second, 0 for none. */
  public TransportOptions withLimit(long limit) {
    return new TransportOptions(connections, limit, from, patience);
  }

  /** The same from one of this machine's addresses. */
  public TransportOptions withFrom(InetAddress address) {
    return new TransportOptions(connections, bytesPerSecond, address, patience);
  }

  /** The same with another patience. */
  public TransportOptions withPatience(Duration other) {
    return new TransportOptions(connections, bytesPerSecond, from, other);
  }
}
