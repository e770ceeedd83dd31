package dev.ferry.direct;

import dev.ferry.json.MalformedException;
import dev.ferry.transfer.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A range of bytes [from, to) as HTTP writes it, RFC 9110 section 14: there both ends are included.
 *
 * @param from the first byte
 * @param to one after the last byte
 */
record ByteRange(long from, long to) {
  private static final Pattern RANGE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18})");

  /** The value of {@code Range} that asks for it. */
  String toRange() {
    return "bytes=" + from + "-" + (to - 1);
  }

  /** The value of {@code Content-Range} in a body of {@code length} bytes. */
  String toContentRange(long length) {
    return "bytes " + from + "-" + (to - 1) + "/" + length;
  }

  /** How many bytes it has. */
  long length() {
    return to - from;
  }

  /**
   * What a {@code Range} asks for of {@code length} bytes; null if everything is to be sent, as it
   * is where the header is absent, or asks in units or for several parts that are not known here.
   *
   * @throws Refusal with 416 if no byte is within the range
   */
  static @Nullable ByteRange ofRange(@Nullable String header, long length) throws Refusal {
    Matcher matcher = RANGE.matcher(header == null ? "" : header.strip());
    if (!matcher.matches() || (matcher.group(1) + matcher.group(2)).isEmpty()) {
      return null;
    }
    boolean tail = matcher.group(1).isEmpty();
    long first = number(matcher.group(1), 0);
    long last = number(matcher.group(2), length - 1);
    if (!tail && first > last && !matcher.group(2).isEmpty()) {
      return null;
    }
    long from = tail ? Math.max(0, length - last) : first;
    long to = tail ? length : Math.min(length, last + 1);
    if (from >= to) {
      throw new Refusal(Problem.BAD_REQUEST, 416, "no byte of " + length + " is in that range");
    }
    return new ByteRange(from, to);
  }

  /**
   * What a {@code Content-Range} says of a body that belongs into {@code length} bytes.
   *
   * @throws MalformedException if it is missing, malformed, or another length
   */
  static ByteRange ofContentRange(@Nullable String header, long length) throws MalformedException {
    Matcher matcher = CONTENT_RANGE.matcher(header == null ? "" : header);
    if (!matcher.matches()) {
      throw new MalformedException("Content-Range is not \"bytes first-last/length\"");
    }
    long first = number(matcher.group(1), 0);
    long last = number(matcher.group(2), 0);
    if (number(matcher.group(3), 0) != length) {
      throw new MalformedException("Content-Range is of another length than " + length);
    }
    if (first > last || last >= length) {
      throw new MalformedException("Content-Range is not within " + length + " bytes");
    }
    return new ByteRange(first, last + 1);
  }

  private static long number(String digits, long absent) {
    return digits.isEmpty() ? absent : Long.parseLong(digits);
  }
}
