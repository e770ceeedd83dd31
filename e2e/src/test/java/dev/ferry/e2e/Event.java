package dev.ferry.e2e;

import static java.util.Objects.requireNonNull;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;

/** One line of {@code --json}: an event of docs/events.md. */
record Event(Map<String, Object> fields) {

  private static final JsonType<Object> JSON = Jsonb.builder().build().type(Object.class);

  /** Reads a line; a line that is not one JSON object fails. */
  static Event parse(String line) {
    try {
      @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
      Map<String, Object> fields = (Map<String, Object>) JSON.fromJson(line);
      return new Event(fields);
    } catch (RuntimeException e) {
      throw new AssertionError("not a line of JSON: " + line, e);
    }
  }

  /** All events among these lines. */
  static List<Event> all(List<String> lines) {
    return lines.stream().map(Event::parse).toList();
  }

  /** Those with this name. */
  static List<Event> named(String name, List<String> lines) {
    return all(lines).stream().filter(event -> event.name().equals(name)).toList();
  }

  /** Which event it is. */
  String name() {
    return text("event");
  }

  /** A text; empty if the field is absent. */
  String text(String field) {
    Object value = fields.get(field);
    return value == null ? "" : value.toString();
  }

  /** A number; fails if there is none. */
  long number(String field) {
    return ((Number) requireNonNull(fields.get(field), () -> field + " in " + fields)).longValue();
  }

  /** A list of texts. */
  List<String> texts(String field) {
    List<?> list = (List<?>) requireNonNull(fields.get(field), () -> field + " in " + fields);
    return list.stream().map(String::valueOf).toList();
  }

  /** An object within. */
  Event object(String field) {
    @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
    Map<String, Object> inner =
        (Map<String, Object>) requireNonNull(fields.get(field), () -> field + " in " + fields);
    return new Event(inner);
  }
}
