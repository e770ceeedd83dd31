package dev.ferry.direct;

import dev.ferry.http.Disposition;
import dev.ferry.http.Exchange;
import dev.ferry.manifest.FileEntry;
import dev.ferry.transfer.Share;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * One file of a share as the answer to a GET or HEAD of curl or a browser: with ranges and an ETag,
 * as an attachment that no browser shows.
 */
public final class SharedFileAnswer {
  private SharedFileAnswer() {}

  /**
   * Sends what is asked for of the file; only the headers if the method is HEAD. Blocks.
   *
   * @throws IOException if the asker takes no more, the file changes, or no byte is in the range
   */
  public static void send(Exchange exchange, Share.SharedFile shared) throws IOException {
    String etag = etag(shared.entry());
    describe(exchange, shared.entry(), etag);
    if (matches(exchange.header("If-None-Match"), etag)) {
      exchange.sendEmpty(304);
    } else {
      send(exchange, shared, range(exchange, shared.entry().size(), etag));
    }
  }

  private static String etag(FileEntry entry) {
    return "\""
        + Long.toHexString(entry.size())
        + "-"
        + Long.toHexString(entry.modifiedNanos())
        + "\"";
  }

  private static boolean matches(@Nullable String header, String etag) {
    return header != null && (header.equals("*") || header.contains(etag));
  }

  /** The range asked for, unless it is of an older version. */
  private static @Nullable ByteRange range(Exchange exchange, long size, String etag)
      throws Refusal {
    String condition = exchange.header("If-Range");
    if (condition != null && !condition.equals(etag)) {
      return null;
    }
    try {
      return ByteRange.ofRange(exchange.header("Range"), size);
    } catch (Refusal e) {
      exchange.setHeader(HttpHeader.CONTENT_RANGE, "bytes */" + size);
      throw e;
    }
  }

  private static void describe(Exchange exchange, FileEntry entry, String etag) {
    exchange.setHeader(HttpHeader.ETAG, etag);
    exchange.setHeader(HttpHeader.ACCEPT_RANGES, "bytes");
    exchange.setHeader(HttpHeader.LAST_MODIFIED, httpDate(entry.modifiedNanos()));
    exchange.setHeader(HttpHeader.CACHE_CONTROL, "private, no-cache");
    exchange.setHeader("Content-Disposition", Disposition.attachment(entry.path().name()));
    exchange.setHeader("X-Content-Type-Options", "nosniff");
    exchange.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
  }

  private static String httpDate(long nanos) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)).atOffset(ZoneOffset.UTC));
  }

  private static void send(Exchange exchange, Share.SharedFile shared, @Nullable ByteRange range)
      throws IOException {
    long size = shared.entry().size();
    ByteRange part = range == null ? new ByteRange(0, size) : range;
    if (range != null) {
      exchange.setHeader(HttpHeader.CONTENT_RANGE, range.toContentRange(size));
    }
    OutputStream out = exchange.begin(range == null ? 200 : 206, Protocol.BYTES, part.length());
    if (!exchange.method().equals("HEAD")) {
      shared.sendTo(out, part.from(), part.to());
    }
    exchange.end();
  }
}
