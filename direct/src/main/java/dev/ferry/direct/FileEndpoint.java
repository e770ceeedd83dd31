package dev.ferry.direct;

import dev.ferry.http.Exchange;
import dev.ferry.http.Percent;
import dev.ferry.http.StreamCap;
import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.RelativePath;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.Share;
import dev.ferry.transfer.TransferException;
import java.io.IOException;

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
      SharedFileAnswer.send(exchange, shared);
    }
  }

  private static RelativePath path(String raw) throws IOException {
    try {
      return RelativePath.parse(Percent.decode(raw));
    } catch (BadPathException e) {
      throw new TransferException(Problem.NOT_FOUND, "nothing of that name is shared", e);
    }
  }
}
