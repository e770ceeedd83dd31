package dev.ferry.store;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonReader.Token;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.Jsonb;

/**
 * JSON of this home's files. A long text is an array of parts there: the library does not read one
 * string of more than some 32,000 characters, and does not write every one of more than 512 that
 * are escaped.
 */
final class StoredJson {
  /** In characters. */
  private static final int PART = 500;

  private static final Jsonb JSON =
      Jsonb.builder().add(String.class, new Texts().nullSafe()).build();

  private StoredJson() {}

  /** The one that all files have. */
  static Jsonb json() {
    return JSON;
  }

  /** Short ones as they are, long ones in parts. */
  private static final class Texts implements JsonAdapter<String> {
    @Override
    public void toJson(JsonWriter writer, String text) {
      if (text.length() <= PART) {
        writer.value(text);
        return;
      }
      writer.beginArray();
      int from = 0;
      while (from < text.length()) {
        int to = endOfPart(text, from);
        writer.value(text.substring(from, to));
        from = to;
      }
      writer.endArray();
    }

    /** No pair of surrogates is torn: neither half could be written. */
    private static int endOfPart(String text, int from) {
      int to = Math.min(from + PART, text.length());
      return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }

    @Override
    public String fromJson(JsonReader reader) {
      if (reader.currentToken() != Token.BEGIN_ARRAY) {
        return reader.readString();
      }
      StringBuilder text = new StringBuilder();
      reader.beginArray();
      while (reader.hasNextElement()) {
        text.append(reader.readString());
      }
      reader.endArray();
      return text.toString();
    }
  }
}
