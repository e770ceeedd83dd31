package dev.ferry.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of this machine that somebody could type, the likeliest first, loopback last. */
final class LocalAddresses {
  private static final Pattern ZEROS = Pattern.compile("(?<![^:])0(:0)+(?![^:])");

  private LocalAddresses() {}

  /** All of them at this moment; the loopback address alone if no network interface is up. */
  static List<InetAddress> list() {
    List<InetAddress> found = new ArrayList<>();
    cards().forEach(card -> found.addAll(addresses(card)));
    // Link-local IPv6 works only with the other side's own interface name behind it.
    found.removeIf(address -> address instanceof Inet6Address && address.isLinkLocalAddress());
    if (found.isEmpty()) {
      return List.of(InetAddress.getLoopbackAddress());
    }
    found.sort(Comparator.comparingInt(LocalAddresses::rank));
    return List.copyOf(found);
  }

  private static List<NetworkInterface> cards() {
    try {
      return Collections.list(NetworkInterface.getNetworkInterfaces());
    } catch (SocketException e) {
      // So it says if not even the loopback interface is up.
      return List.of();
    }
  }

  private static List<InetAddress> addresses(NetworkInterface card) {
    try {
      return card.isUp() ? Collections.list(card.getInetAddresses()) : List.of();
    } catch (SocketException e) {
      // It was pulled out meanwhile.
      return List.of();
    }
  }

  /** As somebody else would type it: without the name of this machine's interface. */
  static String text(InetAddress address) {
    String text = address.getHostAddress().replaceFirst("%.*", "");
    return address instanceof Inet6Address ? shortened(text) : text;
  }

  /** RFC 5952: the first longest run of zero groups becomes {@code ::}. */
  private static String shortened(String groups) {
    int from = 0;
    int to = 0;
    Matcher zeros = ZEROS.matcher(groups);
    while (zeros.find()) {
      if (zeros.end() - zeros.start() > to - from) {
        from = zeros.start();
        to = zeros.end();
      }
    }
    return to == 0
        ? groups
        : (groups.substring(0, from) + "::" + groups.substring(to)).replaceAll(":{3,}", "::");
  }

  private static int rank(InetAddress address) {
    int family = address instanceof Inet6Address ? 1 : 0;
    if (address.isLoopbackAddress()) {
      return 20 + family;
    }
    return (address.isLinkLocalAddress() ? 10 : 0) + family;
  }
}
