package dev.ferry.direct;

import dev.ferry.http.Disposition;
import dev.ferry.http.Exchange;
import dev.ferry.http.Percent;
import dev.ferry.http.StreamCap;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.TransferException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET shares/{id}/files/{path}}: one file of a share for curl and browsers, with ranges and
 * an ETag. Whatever is in the file, a browser stores it and shows nothing of it.
 */
final class FileEndpoint {
  private final ShareEndpoint shares;
  private final StreamCap streams;

  FileEndpoint(ShareEndpoint shares, StreamCap streams) {
    this.shares = shares;
    this.streams = streams;
  }

  /**
   * Sends the file; only the headers if the method is HEAD.
   *
   * @param rawPath its path, percent-encoded
   */
  void get(Exchange exchange, String id, String rawPath) throws IOException {
    Share share = shares.open(exchange, id);
    try (Share.SharedFile shared = share.file(path(rawPath));
        StreamCap.Stream _ = streams.open(exchange.host())) {
      String etag = etag(shared.entry());
      describe(exchange, shared.entry(), etag);
      if (matches(exchange.header("If-None-Match"), etag)) {
        exchange.sendEmpty(304);
      } else {
        send(exchange, shared, range(exchange, shared.entry().size(), etag));
      }
    }
  }

  private static RelativePath path(String raw) throws IOException {
    try {
      return RelativePath.parse(Percent.decode(raw));
    } catch (BadPathException e) {
      throw new TransferException(Problem.NOT_FOUND, "nothing of that name is shared", e);
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
