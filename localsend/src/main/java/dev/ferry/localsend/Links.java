package dev.ferry.localsend;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Which of the machine's network interfaces have other people's devices behind them. */
final class Links {
  private Links() {}

  /**
   * Those that are up now; the loopback interface only if there is no other, or if it is wanted.
   * Asks the system.
   */
  static List<Link> current(boolean loopback) throws SocketException {
    List<NetworkInterface> up = NetworkInterface.networkInterfaces().filter(Links::isUp).toList();
    List<NetworkInterface> fit = up.stream().filter(Links::isReal).toList();
    List<NetworkInterface> used =
        up.stream()
            .filter(nif -> isLoopback(nif) ? loopback || fit.isEmpty() : fit.contains(nif))
            .toList();
    return used.stream().map(Links::linkOf).filter(link -> !link.subnets().isEmpty()).toList();
  }

  private static boolean isReal(NetworkInterface nif) {
    try {
      return InterfaceKind.of(nif) == InterfaceKind.NETWORK
          && nif.inetAddresses().findAny().isPresent();
    } catch (SocketException e) {
      return false;
    }
  }

  /** An interface that goes away meanwhile is not up. */
  private static boolean isUp(NetworkInterface nif) {
    try {
      return nif.isUp();
    } catch (SocketException e) {
      return false;
    }
  }

  private static boolean isLoopback(NetworkInterface nif) {
    try {
      return nif.isLoopback();
    } catch (SocketException e) {
      return false;
    }
  }

  private static Link linkOf(NetworkInterface nif) {
    return new Link(
        nif.getName(),
        nif.getIndex(),
        nif.getInterfaceAddresses().stream().map(Links::subnetOf).toList());
  }

  private static Subnet subnetOf(InterfaceAddress address) {
    return new Subnet(address.getAddress(), address.getNetworkPrefixLength());
  }
}
