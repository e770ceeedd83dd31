package dev.ferry.page.api;

import dev.ferry.http.Exchange;
import dev.ferry.page.guard.SecurityHeaders;
import dev.ferry.transfer.Problem;
import org.jspecify.annotations.Nullable;

/** Gives the page and its parts, with their policy, at any door. Thread-safe. */
public final class StaticEndpoint {
  private final StaticFiles files;

  /** Gives {@code files}. */
  public StaticEndpoint(StaticFiles files) {
    this.files = files;
  }

  void page(ApiCall call) throws ProblemException {
    give(call.exchange(), "/");
  }

  void part(ApiCall call) throws ProblemException {
    give(call.exchange(), "/web/" + call.part("path"));
  }

  /**
   * Gives one of them.
   *
   * @param path {@code /} for the page, else that of a part
   */
  public void give(Exchange exchange, String path) throws ProblemException {
    StaticFile file =
        files
            .find(path)
            .orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, "the page has no such part"));
    SecurityHeaders.ofPage(exchange, files.inlineScripts());
    exchange.setHeader("ETag", file.tag());
    exchange.setHeader("Cache-Control", "no-cache");
    exchange.setHeader("Vary", "Accept-Encoding");
    if (file.tag().equals(exchange.header("If-None-Match"))) {
      exchange.sendEmpty(304);
    } else if (file.gzip().length > 0 && takesGzip(exchange.header("Accept-Encoding"))) {
      exchange.setHeader("Content-Encoding", "gzip");
      exchange.send(200, file.type(), file.gzip());
    } else {
      exchange.send(200, file.type(), file.bytes());
    }
  }

  private static boolean takesGzip(@Nullable String accepted) {
    return accepted != null && accepted.matches("(.*,)?\\s*gzip\\s*(,.*)?");
  }
}
