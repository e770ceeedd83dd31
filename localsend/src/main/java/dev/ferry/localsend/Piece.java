package dev.ferry.localsend;

import dev.ferry.http.Exchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of its file an upload brings. The apps send a file in one; the npm package {@code
 * localsend} sends one of more than 50 MiB as several uploads with the same token, in order, and
 * says in {@value #HEADER} which is which.
 *
 * @param from the first byte, counted from the beginning of the file
 * @param to the byte behind the last one
 * @param size of the whole file
 */
record Piece(long from, long to, long size) {
  static final String HEADER = "X-Content-Range";

  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

  /** All of a file. */
  static Piece whole(long size) {
    return new Piece(0, size, size);
  }

  /**
   * What an upload says that it brings of a file.
   *
   * @param size of the file, as it was announced
   * @throws Refusal if it is not within that file, or the body has another length
   */
  static Piece of(Exchange exchange, long size) throws Refusal {
    String header = exchange.header(HEADER);
    Piece piece = header == null ? whole(size) : parse(header, size);
    long announced = exchange.bodyLength();
    if (announced >= 0 && announced != piece.length()) {
      throw new Refusal(
          400, "the body has " + announced + " bytes, not the " + piece.length() + " announced");
    }
    return piece;
  }

  private static Piece parse(String header, long size) throws Refusal {
    Matcher matcher = RANGE.matcher(header);
    @Nullable Piece piece =
        matcher.matches()
            ? new Piece(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)) + 1,
                Long.parseLong(matcher.group(3)))
            : null;
    if (piece == null || piece.size != size || piece.from >= piece.to || piece.to > size) {
      throw new Refusal(400, HEADER + " names no bytes of this file");
    }
    return piece;
  }

  long length() {
    return to - from;
  }

  /** Whether the file is complete with it. */
  boolean isLast() {
    return to == size;
  }
}
