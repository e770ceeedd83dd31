package dev.ferry.localsend;

import java.net.InetAddress;
import java.util.List;

/**
 * A network interface as it is now. One with other addresses is another link.
 *
 * @param name of the interface
 * @param index the system's number for it
 * @param subnets its addresses
 */
record Link(String name, int index, List<Subnet> subnets) {

  Link {
    subnets = List.copyOf(subnets);
  }

  /** Whether {@code address} is reached over it without a router. */
  boolean reaches(InetAddress address) {
    return subnets.stream().anyMatch(subnet -> subnet.contains(address));
  }

  /** Whether it has an address of this family. */
  boolean has(Class<? extends InetAddress> family) {
    return subnets.stream().anyMatch(subnet -> family.isInstance(subnet.address()));
  }
}
