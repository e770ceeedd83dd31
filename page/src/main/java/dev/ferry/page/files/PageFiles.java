package dev.ferry.page.files;

import dev.ferry.http.Exchange;
import dev.ferry.page.guard.SecurityHeaders;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import org.jspecify.annotations.Nullable;

/** Gives a page and its parts to browsers, with their policy, at any door. Thread-safe. */
public final class PageFiles {
  private final Assets files;

  /** Gives {@code files}. */
  public PageFiles(Assets files) {
    this.files = files;
  }

  /**
   * Gives one of them, or what the browser has already.
   *
   * @param path {@code /} for the page, else that of a part
   * @throws TransferException with {@link Problem#NOT_FOUND} if there is none
   */
  public void give(Exchange exchange, String path) throws TransferException {
    StaticFile file = find(path);
    SecurityHeaders.ofPage(exchange, files.inlineScripts());
    exchange.setHeader("ETag", file.tag());
    exchange.setHeader("Cache-Control", "no-cache");
    exchange.setHeader("Vary", "Accept-Encoding");
    if (file.tag().equals(exchange.header("If-None-Match"))) {
      exchange.sendEmpty(304);
    } else {
      send(exchange, 200, file);
    }
  }

  /**
   * Gives the page to a person whom it will tell what is wrong.
   *
   * @param status what a program should know of that
   */
  public void giveToTell(Exchange exchange, int status) throws TransferException {
    StaticFile file = find("/");
    SecurityHeaders.ofPage(exchange, files.inlineScripts());
    exchange.setHeader("Vary", "Accept-Encoding");
    send(exchange, status, file);
  }

  private StaticFile find(String path) throws TransferException {
    return files
        .find(path)
        .orElseThrow(() -> new TransferException(Problem.NOT_FOUND, "the page has no such part"));
  }

  private static void send(Exchange exchange, int status, StaticFile file) {
    if (file.gzip().length > 0 && takesGzip(exchange.header("Accept-Encoding"))) {
      exchange.setHeader("Content-Encoding", "gzip");
      exchange.send(status, file.type(), file.gzip());
    } else {
      exchange.send(status, file.type(), file.bytes());
    }
  }

  private static boolean takesGzip(@Nullable String accepted) {
    return accepted != null && accepted.matches("(.*,)?\\s*gzip\\s*(,.*)?");
  }
}
