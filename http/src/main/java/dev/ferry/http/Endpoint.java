package dev.ferry.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is, and from where it is reached. Immutable.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port its port
 * @param from the own address to connect from, or null for what the system chooses
 */
public record Endpoint(String host, int port, @Nullable InetAddress from) {
  private static final int MAX_PORT = 65_535;

  /** Refuses an impossible port. */
  public Endpoint {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** Host and port as a person writes them. */
  public String shown() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
