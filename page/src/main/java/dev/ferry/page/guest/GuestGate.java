package dev.ferry.page.guest;

import dev.ferry.direct.Refusal;
import dev.ferry.http.Exchange;
import dev.ferry.peer.GuestSide;
import dev.ferry.transfer.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out what other pages in a guest's browser could send: requests under a name that is not
 * this machine's (DNS rebinding), and requests that began elsewhere. Thread-safe.
 */
final class GuestGate {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final boolean encrypted;
  private volatile Set<String> hosts;

  /** Guards a listener. Blocks while this machine's name is looked up. */
  GuestGate(boolean encrypted) {
    this.encrypted = encrypted;
    this.hosts = ownHosts();
  }

  /**
   * Looks at the name that the guest believes to talk to: an address or the name of this machine,
   * with the port.
   *
   * @throws Refusal with 421 if it is another
   */
  void checkHost(Exchange exchange) throws Refusal {
    List<String> said = exchange.headers("Host");
    if (said.size() != 1 || !isOwn(said.getFirst(), exchange.localPort())) {
      throw new Refusal(
          Problem.FORBIDDEN, 421, "use the link as it was given to you, with its address");
    }
  }

  private boolean isOwn(String said, int port) {
    String end = ":" + port;
    boolean usual = port == (encrypted ? HTTPS : HTTP);
    if (!said.endsWith(end) && !usual) {
      return false;
    }
    String name = said.endsWith(end) ? said.substring(0, said.length() - end.length()) : said;
    String host = name.toLowerCase(Locale.ROOT);
    if (!hosts.contains(host)) {
      // Addresses come and go with networks.
      hosts = ownHosts();
    }
    return hosts.contains(host);
  }

  private static Set<String> ownHosts() {
    Set<String> own = new HashSet<>(GuestSide.hosts());
    own.addAll(List.of("127.0.0.1", "[::1]", "localhost"));
    String name = ownName();
    if (name != null) {
      own.add(name.toLowerCase(Locale.ROOT));
      own.add(name.toLowerCase(Locale.ROOT) + ".local");
    }
    return Set.copyOf(own);
  }

  private static @Nullable String ownName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // It has none that anybody could use.
      return null;
    }
  }

  /**
   * Looks at where a request comes from. A page of somebody else may lead to a link, and do nothing
   * else with it.
   *
   * @throws Refusal with 403 if it is none of this listener's own page, or of a program
   */
  void checkOrigin(Exchange exchange, GuestRoute route) throws Refusal {
    boolean changes = !exchange.method().equals("GET") && !exchange.method().equals("HEAD");
    String own = (encrypted ? "https://" : "http://") + exchange.header("Host");
    boolean ownOrigin = exchange.headers("Origin").stream().allMatch(own::equalsIgnoreCase);
    boolean ownSite =
        exchange.headers("Sec-Fetch-Site").stream()
            .allMatch(site -> site.equals("same-origin") || (!changes && site.equals("none")));
    if (!ownOrigin || !(ownSite || route.isEntrance())) {
      throw new Refusal(Problem.FORBIDDEN, 403, "requests from other pages are not answered");
    }
    if (changes && !exchange.headers("Ferry").equals(List.of("1"))) {
      throw new Refusal(Problem.FORBIDDEN, 403, "the header \"Ferry: 1\" is missing");
    }
  }
}
