package dev.ferry.direct;

import io.avaje.json.JsonIoException;
import io.avaje.json.JsonWriter;
import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes lines of NDJSON, buffered until {@link #flush}. Not thread-safe. */
final class LineWriter implements AutoCloseable {
  private static final JsonStream JSON = JsonStream.builder().serializeEmpty(true).build();

  private final JsonWriter json;
  private final OutputStream out;

  /** What is written to {@code out}; it is flushed, never closed. */
  LineWriter(OutputStream out) {
    this.out = out;
    this.json = JSON.writer(out);
  }

  /** Writes one object. */
  @FunctionalInterface
  interface Line {
    /** Writes a whole object, from its beginning to its end. */
    void writeTo(JsonWriter json);
  }

  /** Appends one line; blocks if the buffer is full. */
  void write(Line line) throws IOException {
    try {
      line.writeTo(json);
      json.writeNewLine();
    } catch (JsonIoException e) {
      throw broken(e);
    }
  }

  /** Hands on what is buffered. */
  void flush() throws IOException {
    try {
      json.flush();
      out.flush();
    } catch (JsonIoException e) {
      throw broken(e);
    }
  }

  /** Lets go of the buffer; what was not flushed is lost. */
  @Override
  public void close() {
    json.markIncomplete();
    json.close();
  }

  private static IOException broken(JsonIoException e) {
    return e.getCause() instanceof IOException cause ? cause : new IOException(e);
  }
}
