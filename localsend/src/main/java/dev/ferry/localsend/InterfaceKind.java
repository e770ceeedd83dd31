package dev.ferry.localsend;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is behind a network interface, as far as the system and its name tell. */
public enum InterfaceKind {
  /** Other people's devices: a cable, a radio, or what joins several of these. */
  NETWORK,
  /** A tunnel into another network: multicast does not pass, and its subnet says nothing. */
  TUNNEL,
  /** Only containers and virtual machines of this machine, or radio links of its own use. */
  INTERNAL,
  /** Only this machine itself. */
  LOOPBACK;

  /**
   * The names that their makers give them: Docker, Podman, LXC, libvirt, Kubernetes' plugins,
   * VMware, VirtualBox, macOS' virtual machines and its own radio links.
   */
  private static final Pattern INTERNAL_NAME =
      Pattern.compile(
          "(docker|podman|virbr|lxcbr|lxdbr|cni|flannel|cali|vnet|vmnet|vboxnet|nerdctl)[0-9a-z._-]*"
              + "|br-[0-9a-f]{12}"
              + "|veth[0-9a-f]{6,}(@.*)?"
              + "|(vethernet|hyper-v|virtualbox|vmware) .*"
              + "|bridge1[0-9]{2}|awdl[0-9]+|llw[0-9]+|ap[0-9]+");

  private static final Pattern TUNNEL_NAME =
      Pattern.compile("(tun|utun|wg|tailscale|nordlynx|proton|ipsec|ppp|gre|sit)[0-9a-z.-]*");

  /**
   * That of an interface.
   *
   * @throws SocketException if it has gone away
   */
  public static InterfaceKind of(NetworkInterface nif) throws SocketException {
    if (nif.isLoopback()) {
      return LOOPBACK;
    }
    InterfaceKind named = ofName(nif.getName());
    String shown = nif.getDisplayName();
    InterfaceKind kind = named == NETWORK && shown != null ? ofName(shown) : named;
    return kind == NETWORK && nif.isPointToPoint() ? TUNNEL : kind;
  }

  /** What the name says: one of containers, virtual machines or tunnels, or any other. */
  static InterfaceKind ofName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (INTERNAL_NAME.matcher(lower).matches()) {
      return INTERNAL;
    }
    return TUNNEL_NAME.matcher(lower).matches() ? TUNNEL : NETWORK;
  }
}
