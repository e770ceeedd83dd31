package dev.ferry.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Whose limits hold for an address: its own, or those of its IPv6 /64, since one device may have
 * every address in there. Link-local addresses count one by one: all devices of a network have
 * theirs in one /64.
 */
public final class AddressGroup {
  private static final int NETWORK_BYTES = 8;

  private AddressGroup() {}

  /** A name for the group of {@code address}, the same for all in it. */
  public static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean whole = !(address instanceof Inet6Address) || address.isLinkLocalAddress();
    return HexFormat.of().formatHex(bytes, 0, whole ? bytes.length : NETWORK_BYTES);
  }
}
