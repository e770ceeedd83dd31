package dev.ferry.direct;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.json.Fields;
import dev.ferry.json.MalformedException;
import dev.ferry.json.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Writes and reads lines in memory. */
final class Lines {
  private Lines() {}

  /** Something that writes lines. */
  @FunctionalInterface
  interface Body {
    void writeTo(LineWriter out) throws IOException;
  }

  static byte[] written(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LineWriter out = new LineWriter(bytes)) {
      body.writeTo(out);
      out.flush();
    }
    return bytes.toByteArray();
  }

  static String text(Body body) throws IOException {
    return new String(written(body), UTF_8);
  }

  static LineReader reader(byte[] bytes) {
    return new LineReader(new ByteArrayInputStream(bytes));
  }

  static LineReader reader(String text) {
    return reader(text.getBytes(UTF_8));
  }

  static Fields line(String json) throws MalformedException {
    return StrictJson.parse(json.getBytes(UTF_8));
  }

  static List<String> split(byte[] bytes) {
    return new String(bytes, UTF_8).lines().toList();
  }
}
