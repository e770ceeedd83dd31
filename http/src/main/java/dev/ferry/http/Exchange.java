package dev.ferry.http;

import dev.ferry.identity.Fingerprint;
import dev.ferry.identity.PeerCertificate;
import dev.ferry.transfer.Problem;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields.Field;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, as the endpoints see them: blocking streams, and who asks. Belongs to
 * the thread that handles the request, but for {@link #hangUp}.
 */
public final class Exchange {
  private final Request request;
  private final Response response;
  private final Callback callback;
  private @Nullable InputStream raw;
  private @Nullable AskerWatch watched;

  /** Of a request that nobody has answered yet; {@code callback} is called when it is over. */
  public Exchange(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /** GET, PUT and so on. */
  public String method() {
    return request.getMethod();
  }

  /** The path as it was sent, percent-encoded. */
  public String rawPath() {
    String path = request.getHttpURI().getPath();
    return path == null ? "" : path;
  }

  /** The value of a header, or null if it was not sent. */
  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /** All values that were sent under a header's name, as sent; empty if there are none. */
  public List<String> headers(String name) {
    return request.getHeaders().getValuesList(name);
  }

  /** The port at which the asker came in. */
  public int localPort() {
    return request.getConnectionMetaData().getLocalSocketAddress()
            instanceof InetSocketAddress address
        ? address.getPort()
        : 0;
  }

  /** The first value of a parameter in the query, decoded; null if there is none. */
  public @Nullable String parameter(String name) {
    Field field = Request.extractQueryParameters(request).get(name);
    return field == null ? null : field.getValue();
  }

  /** What the asker's certificate proved; empty if it showed none. */
  public Optional<Fingerprint> fingerprint() {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData data
        ? PeerCertificate.fingerprintOf(data.sslSession())
        : Optional.empty();
  }

  /** What the asker's certificate proved, which is needed here. */
  public Fingerprint requireFingerprint() throws TransferException {
    return fingerprint()
        .orElseThrow(() ->
            new TransferException(
                Problem.FORBIDDEN, "a Ferry shows its certificate here; none was shown"));
  }

  /** Whether it came over TLS. */
  public boolean isSecure() {
    return request.isSecure();
  }

  /** The asker's address without the port. */
  public String host() {
    return Request.getRemoteAddr(request);
  }

  /** The asker's address. */
  public InetAddress inetAddress() {
    return request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /**
   * The body as it comes, at most {@code most} bytes; may be asked for once. Closing it takes
   * nothing away from {@link #drain}.
   */
  public InputStream body(long most) throws TooLongException {
    if (request.getLength() > most) {
      throw new TooLongException(most);
    }
    InputStream body = new Unclosed(Request.asInputStream(request));
    raw = body;
    return new BoundedBody(body, most);
  }

  /** The server breaks a request off whose own stream is closed before its end. */
  private static final class Unclosed extends FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // The server sees to what is left.
    }
  }

  /** The length that the asker gave its body; -1 if it gave none. */
  public long bodyLength() {
    return request.getLength();
  }

  /** Whether the asker waits for a sign before it sends its body, and has got none. */
  public boolean holdsBodyBack() {
    return raw == null && "100-continue".equalsIgnoreCase(header("Expect"));
  }

  /** Ends the connection at once, whatever reads or writes on it: from any thread. */
  public Closeable hangUp() {
    return () -> request.getConnectionMetaData().getConnection().getEndPoint().close();
  }

  /** Says that the answer may take longer than a connection may otherwise be silent. */
  public void takesLong() {
    request.addIdleTimeoutListener(timeout -> false);
  }

  /**
   * A watch over the connection until it is closed, which must be before the answer is begun.
   *
   * @param gone told once if the asker hangs up meanwhile; must not block
   */
  public AskerWatch watch(Runnable gone) {
    takesLong();
    AskerWatch watch =
        new AskerWatch(request.getConnectionMetaData().getConnection().getEndPoint(), gone);
    watched = watch;
    watch.start();
    return watch;
  }

  /** Whether nothing of the answer is on its way yet. */
  public boolean isOpen() {
    return !response.isCommitted();
  }

  /** Adds a header to the answer. */
  public void setHeader(HttpHeader header, String value) {
    response.getHeaders().put(header, value);
  }

  /** Adds a header to the answer. */
  public void setHeader(String header, String value) {
    response.getHeaders().put(header, value);
  }

  private void begin(int status) {
    response.setStatus(status);
    if (watched != null && watched.hasTalked()) {
      setHeader(HttpHeader.CONNECTION, "close");
    }
  }

  /** Answers without a body. */
  public void sendEmpty(int status) {
    begin(status);
    callback.succeeded();
  }

  /** Answers with a whole body. */
  public void send(int status, String type, byte[] body) {
    begin(status);
    setHeader(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  /**
   * Begins an answer of which the body is still to be written, and sends its head with the first
   * bytes of it. {@link #end} must follow; the stream need not be closed.
   */
  public OutputStream begin(int status, String type) {
    begin(status);
    setHeader(HttpHeader.CONTENT_TYPE, type);
    return Content.Sink.asOutputStream(response);
  }

  /** As {@link #begin(int, String)}, with a body of known length. */
  public OutputStream begin(int status, String type, long length) {
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
    return begin(status, type);
  }

  /** Ends an answer that was begun. */
  public void end() {
    callback.succeeded();
  }

  /** Breaks the connection off in the middle of an answer. */
  public void breakOff(Throwable cause) {
    callback.failed(new EofException(cause));
  }

  /**
   * Reads and drops what is left of the body, so that an answer sent early is not lost in a reset:
   * for {@code most} bytes and nanoseconds.
   */
  public void drain(long mostBytes, long nanos) {
    try {
      InputStream body = raw == null ? Request.asInputStream(request) : raw;
      byte[] buffer = new byte[16 << 10];
      long began = System.nanoTime();
      long left = mostBytes;
      while (left > 0 && System.nanoTime() - began < nanos) {
        int n = body.read(buffer);
        if (n < 0) {
          return;
        }
        left -= n;
      }
    } catch (IOException e) {
      // It is refused anyway; an asker who hangs up gets no answer.
    }
  }
}
