package dev.ferry.cli;

import dev.ferry.identity.DisplayName;
import dev.ferry.peer.PeerAddress;
import dev.ferry.peer.TakenPort;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.TransferException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a listener tells about where it is. */
final class Listeners {
  private static final int MOST = 6;
  private static final String ONLY_HERE =
      "\n  only programs on this machine can use that (no network, or --address)";

  /** Several groups of zeros, with the colons around them; not those that begin a longer number. */
  private static final Pattern ZEROS = Pattern.compile("(?:^|:)(?:0(?::|$)){2,}");

  private Listeners() {}

  /** A line for each address, ready to be typed on the other side; begins with a line end. */
  static String sendHint(List<PeerAddress> addresses) {
    StringBuilder text = new StringBuilder();
    for (PeerAddress address : worthTelling(addresses)) {
      text.append("\n  ferry send FILE --to ").append(shortest(address));
    }
    if (!addresses.isEmpty() && addresses.stream().allMatch(Listeners::isLoopback)) {
      text.append(ONLY_HERE);
    }
    return text.toString();
  }

  /** A line about the port that was not free, beginning with a line end; empty if it was. */
  static String portHint(@Nullable TakenPort taken, int instead) {
    if (taken == null) {
      return "";
    }
    String by = taken.by();
    return "\n  port "
        + taken.port()
        + (by == null ? " is taken" : " is used by " + DisplayName.escape(by))
        + ": this listens at port "
        + instead;
  }

  /** The same for a program. */
  static void putTaken(JsonLine line, @Nullable TakenPort taken) {
    if (taken != null) {
      line.putObject("portTaken", object -> object.put("port", taken.port()).put("by", taken.by()));
    }
  }

  /** The addresses that others can use, or those of this machine alone if there are no others. */
  static List<PeerAddress> worthTelling(List<PeerAddress> addresses) {
    List<PeerAddress> reachable =
        addresses.stream().filter(address -> !isLoopback(address.host())).toList();
    List<PeerAddress> told = reachable.isEmpty() ? addresses : reachable;
    return told.subList(0, Math.min(MOST, told.size()));
  }

  /** Those of the links that others can use, likewise. */
  static List<String> linksWorthTelling(List<String> links) throws TransferException {
    List<PeerAddress> addresses = new ArrayList<>();
    for (String link : links) {
      addresses.add(PeerAddress.parse(link));
    }
    List<PeerAddress> told = worthTelling(addresses);
    return links.stream()
        .filter(link -> told.contains(addresses.get(links.indexOf(link))))
        .toList();
  }

  private static boolean isLoopback(PeerAddress address) {
    return isLoopback(address.host());
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The address without the usual port, and without the zeros that IPv6 may leave out. */
  static String shortest(PeerAddress address) {
    boolean usual = address.port() == PeerAddress.DEFAULT_PORT;
    if (address.host().indexOf(':') < 0) {
      return usual ? address.host() : address.toString();
    }
    String host = ZEROS.matcher(address.host()).replaceFirst("::");
    return usual ? host : "[" + host + "]:" + address.port();
  }
}
