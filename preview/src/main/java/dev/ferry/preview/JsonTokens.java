package dev.ferry.preview;

import java.io.IOException;
import java.io.Reader;
import java.util.BitSet;

/**
 * Takes JSON (RFC 8259) apart, token by token. It differs from the usual readers in what it does
 * with too much: of a long text the beginning is kept and the rest passed over, depth costs one bit
 * a level and no stack, and an end in the middle is an answer, not an exception. Not thread-safe.
 */
final class JsonTokens {
  private static final int LONGEST_SCALAR = 64;

  private final Reader reader;
  private final int mostChars;
  private final char[] buffer = new char[16 << 10];
  private final StringBuilder text = new StringBuilder();
  private final BitSet objects = new BitSet();
  private int next;
  private int end;
  private int depth;
  private long line = 1;
  private Want want = Want.VALUE;
  private String mistake = "";

  /** A token. */
  enum Token {
    OBJECT,
    OBJECT_END,
    ARRAY,
    ARRAY_END,
    NAME,
    TEXT,
    NUMBER,
    TRUE_FALSE,
    NULL,
    /** The value is complete and nothing follows. */
    END,
    /** The input ends in the middle. */
    CUT,
    /** This is no JSON, see {@link #mistake}. */
    BROKEN
  }

  /** What must come next. */
  private enum Want {
    VALUE,
    VALUE_OR_END,
    NAME,
    NAME_OR_END,
    COMMA_OR_END,
    NOTHING
  }

  /** Of texts and names at most {@code mostChars} characters are kept. */
  JsonTokens(Reader reader, int mostChars) {
    this.reader = reader;
    this.mostChars = mostChars;
  }

  /**
   * The characters of the last name, text, number or word, as they stand there, quotes included,
   * with what can be read made readable.
   */
  String text() {
    return JsonEscapes.readable(text.toString());
  }

  /** How many objects and arrays are open. */
  int depth() {
    return depth;
  }

  /** What is wrong, after {@link Token#BROKEN}. */
  String mistake() {
    return mistake;
  }

  /** The next token. */
  Token next() throws IOException {
    int c = skipBlanks();
    if (c < 0) {
      return want == Want.NOTHING ? Token.END : Token.CUT;
    }
    return switch (want) {
      case NOTHING -> broken("something follows the end of the value");
      case VALUE -> value(c);
      case VALUE_OR_END -> c == ']' ? close(Token.ARRAY_END) : value(c);
      case NAME -> name(c);
      case NAME_OR_END -> c == '}' ? close(Token.OBJECT_END) : name(c);
      case COMMA_OR_END -> afterValue(c);
    };
  }

  private Token afterValue(int c) throws IOException {
    boolean inObject = objects.get(depth - 1);
    if (c == (inObject ? '}' : ']')) {
      return close(inObject ? Token.OBJECT_END : Token.ARRAY_END);
    }
    if (c != ',') {
      return broken("a comma or the end of " + (inObject ? "an object" : "a list") + " is missing");
    }
    want = inObject ? Want.NAME : Want.VALUE;
    return next();
  }

  private Token name(int c) throws IOException {
    if (c != '"') {
      return broken("the name of a member is missing");
    }
    Token name = quoted(Token.NAME);
    if (name != Token.NAME) {
      return name;
    }
    int colon = skipBlanks();
    if (colon < 0) {
      return Token.CUT;
    }
    if (colon != ':') {
      return broken("a colon is missing");
    }
    want = Want.VALUE;
    return Token.NAME;
  }

  private Token value(int c) throws IOException {
    return switch (c) {
      case '{' -> open(Token.OBJECT, Want.NAME_OR_END);
      case '[' -> open(Token.ARRAY, Want.VALUE_OR_END);
      case '"' -> {
        Token token = quoted(Token.TEXT);
        afterScalar();
        yield token;
      }
      default -> scalar(c);
    };
  }

  private Token open(Token token, Want inside) {
    objects.set(depth, token == Token.OBJECT);
    depth++;
    want = inside;
    return token;
  }

  private Token close(Token token) {
    depth--;
    afterScalar();
    return token;
  }

  private void afterScalar() {
    want = depth == 0 ? Want.NOTHING : Want.COMMA_OR_END;
  }

  private Token quoted(Token token) throws IOException {
    text.setLength(0);
    text.append('"');
    boolean escaped = false;
    while (true) {
      int c = read();
      if (c < 0) {
        return Token.CUT;
      }
      if (c == '"' && !escaped) {
        text.append('"');
        return token;
      }
      if (c == '\n' || c == '\r') {
        return broken("a text is not closed on its line");
      }
      escaped = c == '\\' && !escaped;
      keep((char) c);
    }
  }

  private void keep(char c) {
    if (text.length() < mostChars) {
      text.append(c);
    } else if (text.length() == mostChars) {
      text.append('\u2026');
    }
  }

  private Token scalar(int c) throws IOException {
    text.setLength(0);
    text.append((char) c);
    while (fill() && isOfScalar(buffer[next]) && text.length() < LONGEST_SCALAR) {
      text.append(buffer[next++]);
    }
    while (fill() && isOfScalar(buffer[next])) {
      // A number of a million digits is one still.
      next++;
    }
    boolean cut = !fill() && depth > 0;
    if (cut) {
      return Token.CUT;
    }
    afterScalar();
    return word();
  }

  private Token word() {
    return switch (text.toString()) {
      case "true", "false" -> Token.TRUE_FALSE;
      case "null" -> Token.NULL;
      default -> isNumber() ? Token.NUMBER : broken("neither a value nor a text in quotes");
    };
  }

  private boolean isNumber() {
    char first = text.charAt(0);
    int digits = first == '-' ? 1 : 0;
    if (text.length() <= digits || text.charAt(digits) < '0' || text.charAt(digits) > '9') {
      return false;
    }
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  private static boolean isOfScalar(char c) {
    return c < 0x7f && (Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.');
  }

  private Token broken(String what) {
    mistake = "line " + line + ": " + what;
    return Token.BROKEN;
  }

  private int skipBlanks() throws IOException {
    int c = read();
    while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
      c = read();
    }
    return c;
  }

  private int read() throws IOException {
    if (!fill()) {
      return -1;
    }
    char c = buffer[next++];
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, reader.read(buffer));
    }
    return end > 0;
  }
}
