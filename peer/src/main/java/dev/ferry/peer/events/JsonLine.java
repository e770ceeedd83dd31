package dev.ferry.peer.events;

import dev.ferry.identity.DisplayName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds one line of NDJSON. Beyond what JSON demands, it writes every character that {@link
 * DisplayName} would not show as it is as {@code \\uXXXX}: the value stays the same, and a line is
 * harmless even where a person looks at it. Not thread-safe.
 */
public final class JsonLine {
  /** The version of the schema in docs/events.md; it grows when a field changes its meaning. */
  public static final int VERSION = 1;

  private final StringBuilder text = new StringBuilder(160).append('{');

  private JsonLine() {}

  /** An object that is no event. */
  public static JsonLine object() {
    return new JsonLine();
  }

  /** An event of this name, at this time. */
  public static JsonLine event(String name, Instant at) {
    return new JsonLine()
        .put("v", VERSION)
        .put("event", name)
        .put("at", at.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  /** Adds a text; null is left out. */
  public JsonLine put(String name, @Nullable String value) {
    if (value != null) {
      name(name);
      quote(value);
    }
    return this;
  }

  /** Adds a number. */
  public JsonLine put(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds true or false. */
  public JsonLine put(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /** Adds a list of texts. */
  public JsonLine put(String name, List<String> values) {
    name(name);
    text.append('[');
    for (String value : values) {
      comma();
      quote(value);
    }
    text.append(']');
    return this;
  }

  /** Adds a list of numbers. */
  public JsonLine putAll(String name, List<Long> values) {
    name(name);
    text.append('[');
    for (long value : values) {
      comma();
      text.append(value);
    }
    text.append(']');
    return this;
  }

  /** Adds an object of numbers, in the map's order. */
  public JsonLine putNumbers(String name, Map<String, Long> values) {
    return putObject(name, object -> values.forEach(object::put));
  }

  /** Adds a list of pairs of numbers. */
  public JsonLine putPairs(String name, List<List<Long>> pairs) {
    name(name);
    text.append('[');
    for (List<Long> pair : pairs) {
      comma();
      text.append('[').append(pair.getFirst()).append(',').append(pair.getLast()).append(']');
    }
    text.append(']');
    return this;
  }

  /** Adds an object that {@code fields} fills. */
  public JsonLine putObject(String name, Consumer<JsonLine> fields) {
    name(name);
    text.append('{');
    fields.accept(this);
    text.append('}');
    return this;
  }

  /** Adds a list of objects, one for each of {@code values}. */
  public <T> JsonLine putObjects(String name, List<T> values, BiConsumer<JsonLine, T> fields) {
    name(name);
    text.append('[');
    for (T value : values) {
      comma();
      text.append('{');
      fields.accept(this, value);
      text.append('}');
    }
    text.append(']');
    return this;
  }

  /** Adds an object that is written already. */
  public JsonLine putLine(String name, JsonLine object) {
    name(name);
    text.append(object);
    return this;
  }

  /** Adds a list of objects that are written already. */
  public JsonLine putLines(String name, List<JsonLine> lines) {
    name(name);
    text.append('[');
    for (JsonLine line : lines) {
      comma();
      text.append(line);
    }
    text.append(']');
    return this;
  }

  /** The whole line, without a line end. */
  @Override
  public String toString() {
    return text + "}";
  }

  private void name(String name) {
    comma();
    quote(name);
    text.append(':');
  }

  private void comma() {
    char last = text.charAt(text.length() - 1);
    if (last != '{' && last != '[') {
      text.append(',');
    }
  }

  private void quote(String value) {
    text.append('"');
    int previous = 0;
    for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
      c = value.codePointAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> append(c, DisplayName.mustBeEscaped(c, previous));
      }
      previous = c;
    }
    text.append('"');
  }

  private void append(int c, boolean escaped) {
    if (!escaped) {
      text.appendCodePoint(c);
      return;
    }
    for (char unit : Character.toChars(c)) {
      text.append("\\u").append(HexFormat.of().toHexDigits(unit));
    }
  }
}
