package dev.ferry.cli.demo;

import io.avaje.json.JsonDataException;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line that a peer of the demo printed under {@code --json}.
 *
 * @param fields what it holds; a field that is missing counts as 0 or empty
 */
record DemoEvent(Map<String, Object> fields) {

  /** Reads lines. Thread-safe. */
  static final class Reader {
    private final JsonType<Map<String, Object>> type =
        Jsonb.builder().build().type(Object.class).map();

    /** The event in a line, if it is one. */
    Optional<DemoEvent> read(String line) {
      try {
        return Optional.of(new DemoEvent(type.fromJson(line)));
      } catch (JsonDataException | IllegalStateException e) {
        return Optional.empty();
      }
    }
  }

  /** What happened. */
  String name() {
    return text("event");
  }

  /** When. */
  Instant at() {
    return Instant.parse(text("at"));
  }

  /** How long after {@code other} it happened, in nanoseconds. */
  long nanosAfter(DemoEvent other) {
    return Duration.between(other.at(), at()).toNanos();
  }

  /** A text. */
  String text(String field) {
    Object value = fields.get(field);
    return value == null ? "" : value.toString();
  }

  /** A number. */
  long number(String field) {
    return number(fields.get(field));
  }

  /** A number in an object. */
  long number(String object, String field) {
    return fields.get(object) instanceof Map<?, ?> inner ? number(inner.get(field)) : 0;
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
