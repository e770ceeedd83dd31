package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests without TLS to hosts that no stranger's web site can have: a page in a browser of
 * this network could otherwise let its own name point here and read what is shared (DNS rebinding).
 * Over TLS the browser finds that the certificate is not that of the name.
 */
final class OwnHost {
  /**
   * {@code a.b.c.d} or {@code [IPv6]}, which no name looks like: the last label of one has letters.
   */
  private static final Pattern LITERAL = Pattern.compile("[0-9]+(?:\\.[0-9]+){3}|\\[[^]]*]");

  /**
   * Names of local networks, which nobody can register: a single label, multicast DNS (RFC 6762),
   * RFC 8375, ICANN's {@code internal}, and what a Ferry writes.
   */
  private static final Pattern LOCAL =
      Pattern.compile("[^.]+|.+\\.(?:local|lan|internal|home\\.arpa)|peer\\.ferry");

  private OwnHost() {}

  /**
   * Looks at the host that the asker believes to talk to.
   *
   * @throws Refusal if it is one that may be somebody else's
   */
  static void check(Exchange exchange) throws Refusal {
    if (!exchange.isSecure() && !isOurs(exchange.header("Host"))) {
      throw new Refusal(403, "use the IP address of this device in place of this name");
    }
  }

  private static boolean isOurs(@Nullable String header) {
    if (header == null) {
      // Browsers always name one.
      return true;
    }
    String host =
        header.replaceFirst(":[0-9]*$", "").replaceFirst("\\.$", "").toLowerCase(Locale.ROOT);
    return LITERAL.matcher(host).matches() || LOCAL.matcher(host).matches();
  }
}
