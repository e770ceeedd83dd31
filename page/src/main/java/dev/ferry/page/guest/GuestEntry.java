package dev.ferry.page.guest;

import dev.ferry.direct.Refusal;
import dev.ferry.http.Exchange;
import dev.ferry.identity.PinGate;
import dev.ferry.json.StrictJson;
import dev.ferry.peer.events.JsonLine;
import dev.ferry.transfer.PinCheck;
import dev.ferry.transfer.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Lets guests into a link: whether it is open still, its PIN, and what it says of itself. */
final class GuestEntry {
  private static final int MOST_BODY = 4096;
  private static final String PIN_HEADER = "Ferry-Pin";
  private static final String NEEDED = "this link needs its PIN";

  private final String alias;
  private final boolean encrypted;
  private final InstantSource clock;

  /**
   * Of one listener.
   *
   * @param alias what the owner calls this peer
   * @param encrypted whether guests come with HTTPS
   */
  GuestEntry(String alias, boolean encrypted, InstantSource clock) {
    this.alias = alias;
    this.encrypted = encrypted;
    this.clock = clock;
  }

  /** Refuses with 410 if the time of a link is over. */
  void checkOpen(GuestLink link) throws Refusal {
    if (link.isExpired(clock.instant())) {
      throw new Refusal(Problem.FORBIDDEN, 410, "this link has expired; ask for a new one");
    }
  }

  /**
   * Lets a guest go on.
   *
   * @throws IOException if the PIN of the link is needed and was not given
   */
  void checkPin(Exchange exchange, GuestLink link, GuestRoute route) throws IOException {
    PinGate gate = link.gate();
    if (gate != null && route.needsPin() && !isKnown(exchange, link)) {
      PinCheck.require(gate, null, exchange.inetAddress(), exchange.header(PIN_HEADER), NEEDED);
    }
  }

  private static boolean isKnown(Exchange exchange, GuestLink link) {
    return exchange.headers("Cookie").stream().anyMatch(link.sessions()::has);
  }

  /** {@code POST pin}: the right one is exchanged for a cookie. */
  void pin(Exchange exchange, GuestLink link) throws IOException {
    String given;
    try (InputStream body = exchange.body(MOST_BODY)) {
      given = StrictJson.parseBody(body.readAllBytes()).text("pin");
    }
    PinGate gate = link.gate();
    if (gate != null) {
      PinCheck.require(gate, null, exchange.inetAddress(), given, NEEDED);
      exchange.setHeader("Set-Cookie", cookie(link));
    }
    exchange.sendEmpty(204);
  }

  private String cookie(GuestLink link) {
    return GuestSessions.COOKIE
        + "="
        + link.sessions().open()
        + "; Path="
        + GuestLinks.ROOT
        + link.id()
        + "; HttpOnly; SameSite=Strict"
        + (encrypted ? "; Secure" : "");
  }

  /** {@code GET info}: what the link opens; of a locked one, that it is locked. */
  void info(Exchange exchange, GuestLink link) {
    boolean locked = link.gate() != null && !isKnown(exchange, link);
    JsonLine info =
        JsonLine.object().put("peer", alias).put("encrypted", encrypted).put("locked", locked);
    if (!locked) {
      describe(link, info);
    }
    GuestAnswers.send(exchange, 200, info);
  }

  private static void describe(GuestLink link, JsonLine info) {
    info.put("title", link.title())
        .put("download", link.hasDownloads())
        .put("upload", link.takesUploads());
    if (link.hasDownloads()) {
      info.put("files", link.files()).put("bytes", link.bytes());
    }
    if (link.mostDownloads() > 0) {
      info.put("downloadsLeft", Math.max(0, link.mostDownloads() - link.downloads()));
    }
    link.expires()
        .map(end -> end.truncatedTo(ChronoUnit.SECONDS))
        .map(Instant::toString)
        .ifPresent(end -> info.put("expires", end));
  }
}
