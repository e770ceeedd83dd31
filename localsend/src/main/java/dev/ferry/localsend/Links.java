package dev.ferry.localsend;

import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which of the machine's network interfaces have other people's devices behind them. */
final class Links {
  /**
   * Interfaces that only containers and virtual machines of this machine are behind, by the names
   * that their makers give them: Docker, Podman, LXC, libvirt, Kubernetes' plugins, VMware,
   * VirtualBox, macOS' virtual machines and its own radio links.
   */
  private static final Pattern INTERNAL =
      Pattern.compile(
          "(docker|podman|virbr|lxcbr|lxdbr|cni|flannel|cali|vnet|vmnet|vboxnet|nerdctl)[0-9a-z._-]*"
              + "|br-[0-9a-f]{12}"
              + "|veth[0-9a-f]{6,}(@.*)?"
              + "|(vethernet|hyper-v|virtualbox|vmware) .*"
              + "|bridge1[0-9]{2}|awdl[0-9]+|llw[0-9]+|ap[0-9]+");

  /** Tunnels into other networks: multicast does not pass, and the subnet rule says nothing. */
  private static final Pattern TUNNEL =
      Pattern.compile("(tun|utun|wg|tailscale|nordlynx|proton|ipsec|ppp|gre|sit)[0-9a-z.-]*");

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

  /** Whether the name is one of containers, virtual machines or tunnels. */
  static boolean isInternal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return INTERNAL.matcher(lower).matches() || TUNNEL.matcher(lower).matches();
  }

  private static boolean isReal(NetworkInterface nif) {
    try {
      String shown = nif.getDisplayName();
      return !nif.isLoopback()
          && !nif.isPointToPoint()
          && nif.inetAddresses().findAny().isPresent()
          && !isInternal(nif.getName())
          && (shown == null || !isInternal(shown));
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
