package dev.ferry.localsend;

import dev.ferry.identity.DisplayName;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import io.avaje.json.JsonWriter;

/**
 * Why something was refused: {@code {"message":text}}.
 *
 * @param message a sentence, or whatever the other end says; not escaped
 */
record ErrorMessage(String message) {
  private static final int MAX_SHOWN = 300;

  /** What a body says, whatever it is: empty if it is none of these. */
  static ErrorMessage of(byte[] body) {
    try {
      String message = StrictJson.parseBody(body).optionalText("message");
      return new ErrorMessage(message == null ? "" : message);
    } catch (MalformedException e) {
      return new ErrorMessage("");
    }
  }

  /** The message, escaped and short enough to be shown. */
  String shown() {
    return DisplayName.escape(message, MAX_SHOWN);
  }

  void write(JsonWriter json) {
    json.beginObject();
    json.name("message");
    json.value(message);
    json.endObject();
  }
}
