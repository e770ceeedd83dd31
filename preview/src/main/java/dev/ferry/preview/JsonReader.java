package dev.ferry.preview;

import dev.ferry.preview.Json.Line;
import dev.ferry.preview.Json.Piece;
import dev.ferry.preview.Json.Role;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** Reads the beginning of JSON, and of records of JSON on lines. */
final class JsonReader {
  /** What is looked at of a record; the rest of a longer one is not shown anyway. */
  private static final int RECORD = 64 << 10;

  private JsonReader() {}

  /** The JSON in {@code source}. */
  static Json read(Source source, Encoding encoding, PreviewLimits limits) throws IOException {
    JsonTokens tokens = new JsonTokens(encoding.reader(source), limits.chars());
    JsonShape shape = new JsonShape();
    JsonPretty pretty = new JsonPretty(limits.rows(), limits.depth());
    int depth = 0;
    JsonTokens.Token token;
    do {
      token = tokens.next();
      depth = Math.max(depth, tokens.depth());
      shape.see(token, tokens.text());
      pretty.see(token, tokens.text());
    } while (!isEnd(token));
    boolean whole = token == JsonTokens.Token.END;
    return new Json(
        Nature.JSON.about(source),
        encoding.name(),
        shape.line(whole),
        pretty.lines(),
        whole && pretty.isWhole(),
        Count.exact(1),
        depth,
        problem(token, tokens, source));
  }

  private static String problem(JsonTokens.Token token, JsonTokens tokens, Source source) {
    return token == JsonTokens.Token.BROKEN
        ? "broken JSON, " + tokens.mistake()
        : token == JsonTokens.Token.CUT && !source.isExhausted() ? "it ends in the middle" : "";
  }

  /** The records in {@code source}. */
  static Json readRecords(Source source, Encoding encoding, PreviewLimits limits)
      throws IOException {
    Lines lines = new Lines(encoding.reader(source), RECORD);
    Records records = new Records(limits);
    String line = lines.next();
    while (line != null && records.isWanting()) {
      records.see(line);
      line = lines.next();
    }
    long rest = line == null ? 0 : 1 + lines.countRest();
    return new Json(
        Nature.NDJSON.about(source),
        encoding.name(),
        records.shape,
        records.lines,
        records.whole && rest == 0,
        Count.reckoned(records.count + rest, source),
        records.depth,
        records.problem);
  }

  /** The first records. */
  private static final class Records {
    private final PreviewLimits limits;
    private final List<Line> lines = new ArrayList<>();
    private String shape = "";
    private String problem = "";
    private boolean whole = true;
    private long count;
    private int depth;

    Records(PreviewLimits limits) {
      this.limits = limits;
    }

    boolean isWanting() {
      return lines.size() < limits.rows();
    }

    void see(String line) throws IOException {
      if (line.isBlank()) {
        return;
      }
      count++;
      OneLine pieces = new OneLine(limits.chars());
      JsonShape found = new JsonShape();
      JsonTokens tokens = new JsonTokens(new StringReader(line), limits.chars());
      JsonTokens.Token token;
      do {
        token = tokens.next();
        depth = Math.max(depth, tokens.depth());
        found.see(token, tokens.text());
        pieces.see(token, tokens.text());
      } while (!isEnd(token));
      lines.add(new Line(0, pieces.pieces));
      boolean good = token == JsonTokens.Token.END;
      whole &= good && !pieces.cut;
      if (shape.isEmpty()) {
        shape = found.line(good);
      }
      if (!good && problem.isEmpty() && line.length() < RECORD) {
        problem = "record " + count + " is no JSON";
      }
    }
  }

  /** A record on one line. */
  private static final class OneLine {
    private final List<Piece> pieces = new ArrayList<>();
    private final int most;
    private int length;
    private boolean cut;
    private boolean comma;

    OneLine(int most) {
      this.most = most;
    }

    void see(JsonTokens.Token token, String text) {
      switch (token) {
        case OBJECT -> begin("{");
        case ARRAY -> begin("[");
        case OBJECT_END -> end("}");
        case ARRAY_END -> end("]");
        case NAME -> {
          put(Role.NAME, text);
          add(new Piece(Role.MARK, ": "));
          comma = false;
        }
        case TEXT -> put(Role.TEXT, text);
        case NUMBER -> put(Role.NUMBER, text);
        case TRUE_FALSE, NULL -> put(Role.WORD, text);
        case END -> {}
        case CUT, BROKEN -> add(new Piece(Role.CUT, "\u2026"));
      }
    }

    private void begin(String mark) {
      put(Role.MARK, mark);
      comma = false;
    }

    private void end(String mark) {
      add(new Piece(Role.MARK, mark));
      comma = true;
    }

    private void put(Role role, String text) {
      if (comma) {
        add(new Piece(Role.MARK, ", "));
      }
      add(new Piece(role, text));
      comma = true;
    }

    private void add(Piece piece) {
      if (length > most) {
        if (!cut) {
          pieces.add(new Piece(Role.CUT, "\u2026"));
        }
        cut = true;
        return;
      }
      length += piece.text().length();
      pieces.add(piece);
    }
  }

  /**
   * Whether a text that begins so is JSON: an object or a list, without a mistake as far as it
   * goes.
   */
  static boolean isJson(String head) throws IOException {
    Reader reader = new StringReader(head);
    JsonTokens tokens = new JsonTokens(reader, 1);
    JsonTokens.Token first = tokens.next();
    JsonTokens.Token token = first;
    int seen = 0;
    while (!isEnd(token)) {
      token = tokens.next();
      seen++;
    }
    boolean container = first == JsonTokens.Token.OBJECT || first == JsonTokens.Token.ARRAY;
    return container && seen > 0 && token != JsonTokens.Token.BROKEN;
  }

  /**
   * Whether the first two lines that are not blank are each an object or a list of their own; the
   * second may be cut by the end of what was looked at.
   */
  static boolean isRecords(String head) throws IOException {
    List<String> first = head.lines().filter(line -> !line.isBlank()).limit(2).toList();
    return first.size() == 2
        && isRecord(first.getFirst(), false)
        && isRecord(first.getLast(), true);
  }

  private static boolean isRecord(String line, boolean mayBeCut) throws IOException {
    JsonTokens tokens = new JsonTokens(new StringReader(line), 1);
    JsonTokens.Token first = tokens.next();
    JsonTokens.Token token = first;
    while (!isEnd(token)) {
      token = tokens.next();
    }
    boolean container = first == JsonTokens.Token.OBJECT || first == JsonTokens.Token.ARRAY;
    return container
        && (token == JsonTokens.Token.END || (mayBeCut && token == JsonTokens.Token.CUT));
  }

  private static boolean isEnd(JsonTokens.Token token) {
    return token == JsonTokens.Token.END
        || token == JsonTokens.Token.CUT
        || token == JsonTokens.Token.BROKEN;
  }
}
