package dev.ferry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/** A request body that is written while it is made, once. */
public final class Streamed extends AbstractHttpEntity {
  private final long length;
  private final Writer writer;

  /** Makes the bytes of a body. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** A body of {@code length} bytes, -1 if that is not known before. */
  public Streamed(String type, @Nullable String encoding, long length, Writer writer) {
    super(type, encoding, length < 0);
    this.length = length;
    this.writer = writer;
  }

  /** The same body, written through a filter. */
  public Streamed through(UnaryOperator<OutputStream> filter) {
    return new Streamed(
        getContentType(), getContentEncoding(), length, out -> writer.writeTo(filter.apply(out)));
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    writer.writeTo(out);
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  @Override
  public InputStream getContent() {
    throw new UnsupportedOperationException("this body can only be written");
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
