package dev.ferry.http;

import dev.ferry.json.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 text, percent-encoded as in RFC 3986: only unreserved characters stay as they are. */
public final class Percent {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final int HEX = 16;

  private Percent() {}

  /** Encodes all of {@code text}; a slash too. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b >= 0 && UNRESERVED.indexOf(b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append(String.format("%%%02X", b));
      }
    }
    return encoded.toString();
  }

  /** Encodes the segments of a path; the slashes between them stay. */
  public static String encodePath(String path) {
    return encode(path).replace("%2F", "/");
  }

  /**
   * The text that was encoded.
   *
   * @throws MalformedException if it is not ASCII, a percent sign has no two hex digits behind it,
   *     or the bytes are not UTF-8
   */
  public static String decode(String encoded) throws MalformedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c != '%') {
        bytes.write(ascii(c));
      } else {
        bytes.write(octet(encoded, i + 1));
        i += 2;
      }
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("percent-encoded bytes are not UTF-8", e);
    }
  }

  private static int ascii(char c) throws MalformedException {
    if (c >= 0x80) {
      throw new MalformedException("not percent-encoded ASCII");
    }
    return c;
  }

  private static int octet(String encoded, int start) throws MalformedException {
    if (start + 2 <= encoded.length()) {
      int high = Character.digit(encoded.charAt(start), HEX);
      int low = Character.digit(encoded.charAt(start + 1), HEX);
      if (high >= 0 && low >= 0) {
        return high * HEX + low;
      }
    }
    throw new MalformedException("a percent sign without two hex digits");
  }
}
