package dev.ferry.page.guard;

import dev.ferry.http.Exchange;
import java.util.List;

/** What every answer says to the browser that gets it: what it may do with it, which is little. */
public final class SecurityHeaders {
  private static final String NOTHING =
      "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private SecurityHeaders() {}

  /** Of an answer that is data and no page. Nothing of it is kept. */
  public static void ofData(Exchange exchange) {
    common(exchange);
    exchange.setHeader("Content-Security-Policy", NOTHING + "; sandbox");
    exchange.setHeader("Cache-Control", "no-store");
  }

  /**
   * Of a page, or a part of one: it may run its own scripts and styles, show pictures, and talk to
   * its own door, nothing else.
   *
   * @param inlineScripts hashes of the scripts within the page, as {@code 'sha256-...'}
   */
  public static void ofPage(Exchange exchange, List<String> inlineScripts) {
    common(exchange);
    String scripts = inlineScripts.isEmpty() ? "" : " " + String.join(" ", inlineScripts);
    exchange.setHeader(
        "Content-Security-Policy",
        NOTHING
            + "; script-src 'self'"
            + scripts
            + "; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'");
  }

  private static void common(Exchange exchange) {
    exchange.setHeader("X-Content-Type-Options", "nosniff");
    exchange.setHeader("Referrer-Policy", "no-referrer");
    if (exchange.isSecure() || exchange.inetAddress().isLoopbackAddress()) {
      // Elsewhere browsers ignore it, and complain.
      exchange.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    }
    exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }
}
