package dev.ferry.localsend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.http.Exchange;
import dev.ferry.http.Percent;
import dev.ferry.identity.DisplayName;
import dev.ferry.json.MalformedException;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * The page at {@code /}: what is shared, for a browser, without any script. A PIN is given in a
 * form, so that it stands in no address.
 */
final class SharePage {
  /** More are left to programs. */
  static final int MOST_SHOWN = 5_000;

  private static final int FORM_BYTES = 1 << 10;
  private static final String HTML = "text/html; charset=utf-8";

  private final LocalSendServices services;
  private final Bodies bodies;
  private final DownloadSessions sessions;

  SharePage(LocalSendServices services, Bodies bodies, DownloadSessions sessions) {
    this.services = services;
    this.bodies = bodies;
    this.sessions = sessions;
  }

  /** {@code GET} and {@code HEAD}. */
  void get(Exchange exchange) throws IOException {
    show(exchange, null);
  }

  /** {@code POST} of the form. */
  void post(Exchange exchange) throws IOException {
    show(exchange, pin(exchange));
  }

  private @Nullable String pin(Exchange exchange) throws IOException {
    try {
      String form = new String(bodies.bytes(exchange, FORM_BYTES), UTF_8);
      for (String field : form.split("&", -1)) {
        if (field.startsWith("pin=")) {
          return Percent.decode(field.substring("pin=".length()).replace("+", "%20"));
        }
      }
      return null;
    } catch (MalformedException e) {
      return null;
    }
  }

  private void show(Exchange exchange, @Nullable String pin) throws IOException {
    try {
      DownloadSession session = sessions.enter(Asker.of(exchange), null, pin);
      String list = list(session);
      send(
          exchange,
          200,
          session.locked() ? list + "<p>There is more with a PIN.</p>" + FORM : list);
    } catch (Refusal e) {
      boolean form = e.status() == 401 || e.status() == 429;
      String said = "<p>" + text(sentence(e.getMessage())) + "</p>";
      send(exchange, e.status() == 403 ? 404 : e.status(), form ? said + FORM : said);
    }
  }

  private static final String FORM =
      "<form method=\"post\" action=\"/\"><label>PIN <input name=\"pin\" inputmode=\"numeric\""
          + " autocomplete=\"off\" maxlength=\"64\" autofocus></label> <button>Open</button></form>";

  private static String sentence(@Nullable String message) {
    String said = String.valueOf(message);
    return said.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + said.substring(1) + ".";
  }

  private static String list(DownloadSession session) throws IOException {
    List<FileInfo> files = session.list(MOST_SHOWN);
    StringBuilder html = new StringBuilder("<ul>\n");
    for (FileInfo file : files) {
      html.append("<li><a href=\"" + Paths.V2 + "download?sessionId=")
          .append(session.id())
          .append("&amp;fileId=")
          .append(file.id())
          .append("\" download>")
          .append(text(file.fileName()))
          .append("</a> <small>")
          .append(file.size())
          .append(" bytes</small></li>\n");
    }
    html.append("</ul>\n");
    long more = session.files() - files.size();
    return more == 0
        ? html.toString()
        : html + "<p>And " + more + " more: too many for a page. A Ferry gets them all.</p>\n";
  }

  private void send(Exchange exchange, int status, String content) {
    String title = text(services.info().alias());
    String page =
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
            + title
            + "</title><meta name=\"viewport\" content=\"width=device-width\">"
            + "<style>body{font:16px system-ui;max-width:50em;margin:2em auto;padding:0 1em}"
            + "li{overflow-wrap:anywhere}</style></head><body><h1>"
            + title
            + "</h1>\n"
            + content
            + "</body></html>\n";
    exchange.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self';"
            + " frame-ancestors 'none'; base-uri 'none'");
    exchange.setHeader("X-Content-Type-Options", "nosniff");
    exchange.setHeader("Referrer-Policy", "no-referrer");
    exchange.setHeader(HttpHeader.CACHE_CONTROL, "no-store");
    exchange.send(status, HTML, page.getBytes(UTF_8));
  }

  /** Escaped for people, and for HTML. */
  private static String text(String raw) {
    return DisplayName.escape(raw, 4096)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
