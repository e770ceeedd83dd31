package dev.ferry.localsend;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** Writes messages: each is one JSON object that fills a whole body. Never blocks. */
final class JsonBody {
  private static final JsonStream JSON = JsonStream.builder().serializeEmpty(true).build();

  private JsonBody() {}

  /** A message that writes itself as an object, from its beginning to its end. */
  @FunctionalInterface
  interface Message {
    void write(JsonWriter json);
  }

  /** The bytes of {@code message}. */
  static byte[] of(Message message) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (JsonWriter json = JSON.writer(body)) {
      message.write(json);
    }
    return body.toByteArray();
  }

  /** Writes a member that may be left out. */
  static void optional(JsonWriter json, String name, @Nullable String text) {
    if (text != null) {
      json.name(name);
      json.value(text);
    }
  }
}
