package dev.ferry.http;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is, and from where it is reached. Immutable.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port its port
 * @param from the own address to connect from, or null for what the system chooses
 * @param plain whether HTTP without TLS is spoken there: nobody proves who he is, everybody on the
 *     way can read and change what passes. Only ever true because a person said so
 */
public record Endpoint(String host, int port, @Nullable InetAddress from, boolean plain) {
  private static final int MAX_PORT = 65_535;

  /** One that is spoken to over TLS. */
  public Endpoint(String host, int port, @Nullable InetAddress from) {
    this(host, port, from, false);
  }

  /** Refuses an impossible port. */
  public Endpoint {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("not a port: " + port);
    }
  }

  /** Host and port as a person writes them, with {@code http://} before them if it is plain. */
  public String shown() {
    return (plain ? "http://" : "") + authority();
  }

  /** Host and port, an IPv6 address in brackets. */
  public String authority() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
