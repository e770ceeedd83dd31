package dev.ferry.preview;

import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the characters of a text are written: said by a byte order mark, or found by what is valid.
 *
 * @param name as people know it
 * @param mark how many bytes of byte order mark come first
 */
record Encoding(String name, Charset charset, int mark) {
  private static final Encoding UTF_8 = new Encoding("UTF-8", StandardCharsets.UTF_8, 0);

  /**
   * The encoding of a file that begins with {@code head}; empty if that is no text.
   *
   * @param isWhole whether it ends there too; if not, a character may be cut
   */
  static Optional<Encoding> of(byte[] head, boolean isWhole) {
    Encoding marked = marked(head);
    if (marked != null) {
      return Optional.of(marked);
    }
    if (count(head, 0) > 0) {
      return utf16(head);
    }
    if (tooManyControls(head)) {
      return Optional.empty();
    }
    return Optional.of(isUtf8(head, isWhole) ? UTF_8 : singleByte(head));
  }

  private static @Nullable Encoding marked(byte[] head) {
    if (begins(head, 0xef, 0xbb, 0xbf)) {
      return new Encoding("UTF-8", StandardCharsets.UTF_8, 3);
    }
    if (begins(head, 0xff, 0xfe, 0, 0) || begins(head, 0, 0, 0xfe, 0xff)) {
      boolean little = head[0] != 0;
      return new Encoding("UTF-32", Charset.forName(little ? "UTF-32LE" : "UTF-32BE"), 4);
    }
    if (begins(head, 0xff, 0xfe)) {
      return new Encoding("UTF-16", StandardCharsets.UTF_16LE, 2);
    }
    return begins(head, 0xfe, 0xff) ? new Encoding("UTF-16", StandardCharsets.UTF_16BE, 2) : null;
  }

  /** Without a mark: text of the west has its zeros on one side, and no control characters. */
  private static Optional<Encoding> utf16(byte[] head) {
    int half = head.length / 2;
    int even = 0;
    int odd = 0;
    for (int i = 0; i + 1 < head.length; i += 2) {
      even += head[i] == 0 ? 1 : 0;
      odd += head[i + 1] == 0 ? 1 : 0;
    }
    boolean little = odd > half * 3 / 4 && even == 0;
    boolean big = even > half * 3 / 4 && odd == 0;
    if (half < 2 || !(little || big)) {
      return Optional.empty();
    }
    Charset charset = little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    String text = new String(head, 0, half * 2, charset);
    return tooManyControls(text.getBytes(StandardCharsets.ISO_8859_1))
        ? Optional.empty()
        : Optional.of(new Encoding("UTF-16", charset, 0));
  }

  private static Encoding singleByte(byte[] head) {
    for (byte b : head) {
      int value = b & 0xff;
      if (value >= 0x80 && value < 0xa0) {
        return new Encoding("Windows-1252", Charset.forName("windows-1252"), 0);
      }
    }
    return new Encoding("Latin-1", StandardCharsets.ISO_8859_1, 0);
  }

  private static boolean isUtf8(byte[] head, boolean isWhole) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer out = CharBuffer.allocate(head.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(head), out, isWhole);
    return !result.isError();
  }

  /** Terminal logs have escapes, old listings form feeds; a text has no others worth naming. */
  private static boolean tooManyControls(byte[] head) {
    int controls = 0;
    for (byte b : head) {
      boolean usual = (b >= '\b' && b <= '\r') || b == 0x1b;
      if ((b >= 0 && b < 0x20 && !usual) || b == 0x7f) {
        controls++;
      }
    }
    return controls > head.length / 64;
  }

  private static int count(byte[] head, int value) {
    int count = 0;
    for (byte b : head) {
      count += b == value ? 1 : 0;
    }
    return count;
  }

  private static boolean begins(byte[] head, int... bytes) {
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  /** The characters of {@code source}, as far as it gives bytes; what is invalid becomes U+FFFD. */
  Reader reader(Source source) {
    return new InputStreamReader(
        source.from(mark),
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  /** The characters at the beginning of a file. */
  String text(byte[] head) {
    return new String(head, Math.min(mark, head.length), Math.max(0, head.length - mark), charset);
  }
}
