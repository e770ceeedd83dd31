package dev.ferry.http;

import dev.ferry.json.MalformedException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * What a peer answered: status, headers, and the body as it comes. Close it; the connection is kept
 * for the next request only if the body was read to its end. Not thread-safe, but for {@link
 * #hangUp}.
 */
public final class Answer implements Closeable {
  /** The longest body of one JSON object, a problem for example. */
  public static final int MAX_OBJECT = 64 << 10;

  private final ClassicHttpResponse response;
  private final HttpUriRequestBase request;
  private @Nullable InputStream body;

  /** The answer to {@code request}, of which the head is here. */
  public Answer(ClassicHttpResponse response, HttpUriRequestBase request) {
    this.response = response;
    this.request = request;
  }

  /** The HTTP status. */
  public int status() {
    return response.getCode();
  }

  /** The value of a header; null if there is none. */
  public @Nullable String header(String name) {
    Header header = response.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  /** Whether the body is of this media type, whatever its parameters. */
  public boolean is(String mediaType) {
    String type = header("Content-Type");
    return type != null
        && (type.equalsIgnoreCase(mediaType)
            || type.regionMatches(true, 0, mediaType + ";", 0, mediaType.length() + 1));
  }

  /** The length of the body; -1 if it is not known. */
  public long length() {
    HttpEntity entity = response.getEntity();
    return entity == null ? 0 : entity.getContentLength();
  }

  /**
   * The body; the same stream at every call. It need not be closed: closing this answer drops what
   * is left of it.
   */
  public InputStream body() throws IOException {
    InputStream known = body;
    if (known == null) {
      HttpEntity entity = response.getEntity();
      InputStream content = entity == null ? null : entity.getContent();
      known = content == null ? InputStream.nullInputStream() : new EndsOnce(content);
      body = known;
    }
    return known;
  }

  /** Goes on saying that it is at its end; the client's own stream is closed by then. */
  private static final class EndsOnce extends FilterInputStream {
    private boolean ended;

    EndsOnce(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = ended ? -1 : oneByte();
      ended |= b < 0;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = ended ? -1 : some(buffer, offset, length);
      ended |= n < 0;
      return n;
    }

    private int oneByte() throws IOException {
      try {
        return in.read();
      } catch (IllegalStateException e) {
        throw closed(e);
      }
    }

    private int some(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (IllegalStateException e) {
        throw closed(e);
      }
    }

    /** The end of a body gives its connection back to a pool that is closed at this moment. */
    private static IOException closed(IllegalStateException cause) {
      return new IOException("this client is closed", cause);
    }
  }

  /**
   * The whole body, if it is short.
   *
   * @throws MalformedException if it is longer than {@link #MAX_OBJECT}
   */
  public byte[] bytes() throws IOException {
    byte[] bytes = body().readNBytes(MAX_OBJECT + 1);
    if (bytes.length > MAX_OBJECT) {
      throw new MalformedException("the answer is longer than " + MAX_OBJECT);
    }
    return bytes;
  }

  /**
   * Reads the end of a body of which the last line was read, so that the connection can be kept.
   */
  public void finish() throws IOException {
    if (body().readNBytes(MAX_OBJECT).length == MAX_OBJECT) {
      throw new MalformedException("the answer goes on behind its last line");
    }
  }

  /** Ends the connection at once, whatever reads from it: from any thread. */
  public Closeable hangUp() {
    return request::cancel;
  }

  @Override
  public void close() throws IOException {
    try {
      response.close();
    } catch (IllegalStateException e) {
      // The client was closed at this moment, and its connections with it.
    }
  }
}
