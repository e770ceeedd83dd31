package dev.ferry.localsend;

import dev.ferry.http.Disposition;
import dev.ferry.http.Exchange;
import dev.ferry.http.StreamCap;
import dev.ferry.manifest.FileEntry;
import dev.ferry.transfer.Share;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * {@code prepare-download} and {@code download}: what is shared, for apps and browsers. Whatever is
 * in a file, a browser stores it and shows nothing of it.
 */
final class DownloadEndpoint {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{0,18})");

  private final LocalSendServices services;
  private final DownloadSessions sessions;
  private final StreamCap streams = new StreamCap(LocalSendLimits.STREAMS_PER_ADDRESS);

  DownloadEndpoint(LocalSendServices services, DownloadSessions sessions) {
    this.services = services;
    this.sessions = sessions;
  }

  /** {@code POST prepare-download}; its body, if there is one, says nothing. */
  void prepare(Exchange exchange) throws IOException {
    DownloadSession session =
        sessions.enter(
            Asker.of(exchange), exchange.parameter("sessionId"), exchange.parameter("pin"));
    DownloadReply reply =
        new DownloadReply(
            services.info().withoutOrigin(), session.id(), session.list(PrepareUpload.MAX_FILES));
    exchange.send(200, LocalSendHandler.JSON, JsonBody.of(reply::write));
  }

  /** {@code GET download}; ranges are an extra, so that a browser can go on. */
  void download(Exchange exchange) throws IOException {
    Asker asker = Asker.of(exchange);
    DownloadSession session = sessions.find(exchange.parameter("sessionId"), asker);
    try (Share.SharedFile shared =
            session.open(exchange.parameter("fileId"), sessions.offered(asker));
        StreamCap.Stream _ = streams.open(Asker.of(exchange).network())) {
      describe(exchange, shared.entry());
      send(exchange, shared);
    }
  }

  private static void describe(Exchange exchange, FileEntry entry) {
    exchange.setHeader(HttpHeader.ACCEPT_RANGES, "bytes");
    exchange.setHeader(HttpHeader.CACHE_CONTROL, "no-store");
    exchange.setHeader("Content-Disposition", Disposition.attachment(entry.path().name()));
    exchange.setHeader("X-Content-Type-Options", "nosniff");
    exchange.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static void send(Exchange exchange, Share.SharedFile shared) throws IOException {
    long size = shared.entry().size();
    long[] range = range(exchange.header("Range"), size);
    long from = range == null ? 0 : range[0];
    long to = range == null ? size : range[1];
    if (range != null) {
      exchange.setHeader(HttpHeader.CONTENT_RANGE, "bytes " + from + "-" + (to - 1) + "/" + size);
    }
    OutputStream out = exchange.begin(range == null ? 200 : 206, FileInfo.UNKNOWN_TYPE, to - from);
    if (!exchange.method().equals("HEAD")) {
      shared.sendTo(out, from, to);
    }
    exchange.end();
  }

  /** From the first byte to one after the last; null if all is to be sent. */
  private static long @Nullable [] range(@Nullable String header, long size) throws Refusal {
    Matcher matcher = RANGE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches()) {
      return null;
    }
    long from = Long.parseLong(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : Long.parseLong(matcher.group(2));
    if (from >= size || last < from) {
      throw new Refusal(416, "no byte of " + size + " is in that range");
    }
    return new long[] {from, Math.min(last + 1, size)};
  }
}
