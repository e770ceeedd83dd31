package dev.ferry.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON object (RFC 8259) that fills a whole line, exactly: valid UTF-8, no blanks around
 * it, no name twice, bounded depth, no half of a surrogate pair. Why it is our own and not the
 * library's: docs/decisions/0020-json-from-strangers.md.
 */
public final class StrictJson {
  /** How deep arrays and objects may nest, the outermost object counted. */
  public static final int MAX_DEPTH = 8;

  private static final int MAX_NUMBER = 64;
  private static final int HEX = 16;

  private final byte[] line;
  private int at;
  private int depth;
  private int valuesLeft;

  private StrictJson(byte[] line, int mostValues) {
    this.line = line;
    this.valuesLeft = mostValues;
  }

  /**
   * The object that {@code line} is.
   *
   * @throws MalformedException if it is anything else
   */
  public static Fields parse(byte[] line) throws MalformedException {
    return parse(line, Integer.MAX_VALUE);
  }

  private static Fields parse(byte[] line, int mostValues) throws MalformedException {
    checkUtf8(line);
    StrictJson reader = new StrictJson(line, mostValues);
    if (reader.peek() != '{') {
      throw reader.wrong("an object");
    }
    Fields object = reader.object();
    if (reader.at != line.length) {
      throw reader.wrong("the end");
    }
    return object;
  }

  /**
   * As {@link #parse}, of a whole body: blanks around the object do not count.
   *
   * @throws MalformedException if it is anything else
   */
  public static Fields parseBody(byte[] body) throws MalformedException {
    return parseBody(body, Integer.MAX_VALUE);
  }

  /**
   * As {@link #parseBody(byte[])}, of a body so large that what it is read into must be bounded
   * too: an empty array takes two bytes there and many times that here.
   *
   * @param mostValues how many values, objects and arrays among them, it may have within it
   * @throws MalformedException if it is anything else, or has more of them
   */
  public static Fields parseBody(byte[] body, int mostValues) throws MalformedException {
    int from = 0;
    int to = body.length;
    while (from < to && isBlank(body[from])) {
      from++;
    }
    while (to > from && isBlank(body[to - 1])) {
      to--;
    }
    return parse(
        from == 0 && to == body.length ? body : Arrays.copyOfRange(body, from, to), mostValues);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static void checkUtf8(byte[] line) throws MalformedException {
    for (byte b : line) {
      if (b < 0) {
        try {
          UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
          return;
        } catch (CharacterCodingException e) {
          throw new MalformedException("not valid UTF-8", e);
        }
      }
    }
  }

  private Object value() throws MalformedException {
    if (--valuesLeft < 0) {
      throw new MalformedException("it has more values than are taken");
    }
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", Fields.Nothing.NULL);
      default -> number();
    };
  }

  private Fields object() throws MalformedException {
    enter('{');
    Map<String, Object> members = new LinkedHashMap<>();
    if (!leaves('}')) {
      do {
        skipBlanks();
        String name = string();
        skipBlanks();
        expect(':');
        skipBlanks();
        if (members.put(name, value()) != null) {
          throw new MalformedException("two members have the same name");
        }
      } while (continues('}'));
    }
    return new Fields(members);
  }

  private List<Object> array() throws MalformedException {
    enter('[');
    List<Object> elements = new ArrayList<>();
    if (!leaves(']')) {
      do {
        skipBlanks();
        elements.add(value());
      } while (continues(']'));
    }
    return elements;
  }

  private void enter(char open) throws MalformedException {
    expect(open);
    if (++depth > MAX_DEPTH) {
      throw new MalformedException("nested deeper than " + MAX_DEPTH);
    }
  }

  /** Whether the array or object is at its end; that is then behind. */
  private boolean leaves(char close) {
    skipBlanks();
    if (peek() != close) {
      return false;
    }
    at++;
    depth--;
    return true;
  }

  /** Whether another element follows; it must be that or the end. */
  private boolean continues(char close) throws MalformedException {
    if (leaves(close)) {
      return false;
    }
    expect(',');
    return true;
  }

  private Object literal(String text, Object value) throws MalformedException {
    for (int i = 0; i < text.length(); i++) {
      expect(text.charAt(i));
    }
    return value;
  }

  /** A {@link Long} if it is an integer of 64 bits without fraction or exponent. */
  private Number number() throws MalformedException {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean integer = true;
    if (skip('.')) {
      integer = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      integer = false;
      if (!skip('-')) {
        skip('+');
      }
      digits();
    }
    return toNumber(start, integer);
  }

  private Number toNumber(int start, boolean integer) throws MalformedException {
    if (at - start > MAX_NUMBER) {
      throw new MalformedException("a number is longer than " + MAX_NUMBER);
    }
    String text = new String(line, start, at - start, UTF_8);
    try {
      return integer ? (Number) Long.valueOf(text) : (Number) Double.valueOf(text);
    } catch (NumberFormatException e) {
      return Double.valueOf(text);
    }
  }

  private void digits() throws MalformedException {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw wrong("a value");
    }
  }

  private String string() throws MalformedException {
    expect('"');
    int start = at;
    while (peek() != '"' && peek() != '\\') {
      plain();
    }
    if (peek() == '\\') {
      return escaped(start);
    }
    at++;
    return new String(line, start, at - 1 - start, UTF_8);
  }

  /** A string whose first escape is next and that began at {@code start}. */
  private String escaped(int start) throws MalformedException {
    StringBuilder text = new StringBuilder();
    int from = start;
    while (peek() != '"') {
      if (peek() == '\\') {
        text.append(new String(line, from, at - from, UTF_8));
        at++;
        text.append(escape());
        from = at;
      } else {
        plain();
      }
    }
    text.append(new String(line, from, at - from, UTF_8));
    at++;
    return whole(text.toString());
  }

  private void plain() throws MalformedException {
    int b = peek();
    if (b >= 0 && b < ' ') {
      throw new MalformedException("a string has a bare control character");
    }
    if (at == line.length) {
      throw wrong("the end of a string");
    }
    at++;
  }

  private char escape() throws MalformedException {
    int c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw new MalformedException("a string has an unknown escape");
    };
  }

  private char unit() throws MalformedException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit((char) peek(), HEX);
      if (digit < 0) {
        throw wrong("a hex digit");
      }
      unit = unit * HEX + digit;
      at++;
    }
    return (char) unit;
  }

  private static String whole(String text) throws MalformedException {
    if (text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      throw new MalformedException("a string has half of a surrogate pair");
    }
    return text;
  }

  private void skipBlanks() {
    while (at < line.length && isBlank(line[at])) {
      at++;
    }
  }

  private boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) throws MalformedException {
    if (!skip(c)) {
      throw wrong("'" + c + "'");
    }
  }

  /** The next byte; -1, or any other negative number, if it is not ASCII or there is none. */
  private int peek() {
    return at < line.length ? line[at] : -1;
  }

  private MalformedException wrong(String expected) {
    return new MalformedException("not valid JSON: " + expected + " should be at byte " + at);
  }
}
