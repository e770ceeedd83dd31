package dev.ferry.peer;

import dev.ferry.localsend.InterfaceKind;
import dev.ferry.peer.Finding.Topic;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Which addresses this machine has, and who can use them. */
final class AddressCheck implements Callable<List<Finding>> {
  private static final String NO_NETWORK =
      "this machine is in no network: only programs on it can reach it";

  @Override
  public List<Finding> call() throws SocketException {
    List<Finding> findings = new ArrayList<>();
    List<String> internal = new ArrayList<>();
    boolean reachable = false;
    for (NetworkInterface nif : interfaces()) {
      List<InetAddress> addresses = addressesOf(nif);
      if (addresses.isEmpty() || !nif.isUp()) {
        continue;
      }
      switch (InterfaceKind.of(nif)) {
        case NETWORK -> {
          findings.add(network(nif, addresses));
          reachable = true;
        }
        case TUNNEL -> {
          findings.add(tunnel(nif, addresses));
          reachable = true;
        }
        case INTERNAL -> internal.add(named(nif, addresses));
        case LOOPBACK -> {
          // Everybody has it, and it is of no use to others.
        }
      }
    }
    if (!internal.isEmpty()) {
      findings.add(
          Finding.ok(
              Topic.ADDRESS,
              String.join(", ", internal)
                  + ": only for containers and virtual machines of this machine"));
    }
    if (!reachable) {
      findings.addFirst(
          Finding.problem(
              Topic.ADDRESS,
              NO_NETWORK,
              "connect it to the same Wi-Fi or cable as the other device"));
    }
    return findings;
  }

  private static List<NetworkInterface> interfaces() {
    try {
      return NetworkInterface.networkInterfaces().toList();
    } catch (SocketException e) {
      // So it says if not even the loopback interface is up.
      return List.of();
    }
  }

  private static Finding network(NetworkInterface nif, List<InetAddress> addresses) {
    String named = named(nif, addresses);
    List<InetAddress> given =
        addresses.stream().filter(address -> !address.isLinkLocalAddress()).toList();
    if (given.isEmpty()) {
      return Finding.note(
          Topic.ADDRESS,
          named + ": no router has given an address, so only devices on the same cable or Wi-Fi",
          "look at the cable or the Wi-Fi if there should be a router");
    }
    String who =
        given.stream().anyMatch(AddressCheck::isPublic)
            ? "for devices in the same network, and for the internet if no router or firewall"
                + " keeps it out"
            : "for devices in the same network";
    return Finding.ok(Topic.ADDRESS, named + ": " + who);
  }

  private static Finding tunnel(NetworkInterface nif, List<InetAddress> addresses) {
    return Finding.note(
        Topic.ADDRESS,
        named(nif, addresses) + ": a VPN or tunnel, only for devices that are in it too",
        "those have to type the address; if devices in the same room do not see this one,"
            + " let the VPN pass the local network or switch it off");
  }

  /** Link-local addresses of IPv6 work only with the other side's own interface behind them. */
  private static List<InetAddress> addressesOf(NetworkInterface nif) {
    List<InetAddress> all = nif.inetAddresses().toList();
    List<InetAddress> typed =
        all.stream()
            .filter(address -> !(address instanceof Inet6Address && address.isLinkLocalAddress()))
            .toList();
    return typed.isEmpty() ? all : typed;
  }

  private static String named(NetworkInterface nif, List<InetAddress> addresses) {
    return addresses.stream()
            .sorted((a, b) -> Boolean.compare(a instanceof Inet6Address, b instanceof Inet6Address))
            .map(LocalAddresses::text)
            .collect(Collectors.joining(", "))
        + " ("
        + nif.getName()
        + ")";
  }

  /** RFC 1918 and 6598 for IPv4, RFC 4193 for IPv6 are of private networks. */
  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address.isSiteLocalAddress() || address.isLinkLocalAddress()) {
      return false;
    }
    return address instanceof Inet4Address
        ? !((bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64)
        : (bytes[0] & 0xfe) != 0xfc;
  }
}
