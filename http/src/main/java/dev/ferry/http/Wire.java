package dev.ferry.http;

import dev.ferry.identity.Identity;
import dev.ferry.identity.TlsContexts;
import dev.ferry.transfer.TransferException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * HTTP to one peer and to nobody else, over TLS unless its {@link Endpoint} is plain: no proxies,
 * redirects, cookies, retries or unpacking, whatever the other end says. Thread-safe; closing it
 * breaks off what is under way.
 */
public final class Wire implements Closeable {
  /** What stands for the peer in requests: its real name is for {@link Addresses} only. */
  private static final String HOST = "peer.ferry";

  /** Requests beside the lanes: questions while bytes flow. */
  private static final int SPARE_CONNECTIONS = 2;

  /** A look whether a kept connection is lost takes a millisecond: not between small files. */
  private static final TimeValue UNCHECKED = TimeValue.ofMilliseconds(100);

  /** An end that has vanished is noticed although nothing is due from it: 30 s + 4 * 10 s. */
  private static final SocketConfig KEEP_ALIVE =
      SocketConfig.custom()
          .setSoKeepAlive(true)
          .setTcpKeepIdle(30)
          .setTcpKeepInterval(10)
          .setTcpKeepCount(4)
          .build();

  private final HttpHost peer;
  private final PoolingHttpClientConnectionManager connections;
  private final CloseableHttpClient http;
  private final Alarm alarm = new Alarm();
  private final ClientTimes times;
  private volatile boolean closed;

  /**
   * Connects to nobody yet.
   *
   * @param identity whose certificate is shown
   * @param pin whom the peer must prove to be, in every handshake
   * @param lanes how many requests with long bodies may be under way at once
   */
  public Wire(Identity identity, Endpoint at, PinnedPeer pin, int lanes, ClientTimes times) {
    this.peer = new HttpHost(at.plain() ? "http" : "https", HOST, at.port());
    this.times = times;
    this.connections =
        manager(
            at,
            new TlsUpgrade(TlsContexts.client(identity, pin), alarm, times.handshake()),
            lanes + SPARE_CONNECTIONS,
            times);
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setRoutePlanner(new From(at.from()))
            .disableDefaultUserAgent()
            .disableConnectionState()
            .disableContentCompression()
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .build();
  }

  private static PoolingHttpClientConnectionManager manager(
      Endpoint at, TlsUpgrade tls, int connections, ClientTimes times) {
    Timeout silence = Timeout.ofMilliseconds(times.silence().toMillis());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(new ConnectionMaker())
        .setTlsSocketStrategy(tls)
        .setDnsResolver(new Addresses(at))
        .setMaxConnPerRoute(connections)
        .setMaxConnTotal(connections)
        .setDefaultSocketConfig(SocketConfig.copy(KEEP_ALIVE).setSoTimeout(silence).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofMilliseconds(times.connect().toMillis()))
                .setSocketTimeout(silence)
                .setValidateAfterInactivity(UNCHECKED)
                .build())
        .build();
  }

  /** A request to the peer. */
  public static HttpUriRequestBase request(String method, String path) {
    HttpUriRequestBase request = new HttpUriRequestBase(method, URI.create(path));
    request.setHeader("Host", HOST);
    return request;
  }

  /** As {@link #send}, but never a second time, whatever became of the connection. */
  public Answer sendOnce(HttpUriRequestBase request) throws IOException {
    if (closed) {
      throw new IOException("this client is closed");
    }
    return new Answer(execute(request, null), request);
  }

  /**
   * Sends a request and returns when the head of the answer is there. Blocks; {@code
   * request.cancel()} from another thread ends it.
   *
   * <p>That a connection kept from before has been lost meanwhile may show only when it is used:
   * then the request is sent once more, over a new one. Only a PUT is not, since the peer may have
   * taken a part of it; all others mean the same when they come twice.
   */
  public Answer send(HttpUriRequestBase request) throws IOException {
    if (closed) {
      throw new IOException("this client is closed");
    }
    HttpClientContext context = HttpClientContext.create();
    try {
      return new Answer(execute(request, context), request);
    } catch (IOException e) {
      if (!wasStale(request, context, e)) {
        throw e;
      }
    }
    connections.closeIdle(TimeValue.ZERO_MILLISECONDS);
    return new Answer(execute(request, null), request);
  }

  /** Once it is closed, the library says so in its own way, which is no defect of ours. */
  private ClassicHttpResponse execute(
      HttpUriRequestBase request, @Nullable HttpClientContext context) throws IOException {
    try {
      return http.executeOpen(peer, request, context);
    } catch (CancellationException e) {
      throw new IOException("this request was stopped", e);
    } catch (IllegalStateException | NullPointerException e) {
      // The latter where it is closed between taking a connection and connecting it.
      if (closed) {
        throw new IOException("this client is closed", e);
      }
      throw e;
    }
  }

  /** Whether a connection failed that had worked before, and not because it was told to. */
  private boolean wasStale(
      HttpUriRequestBase request, HttpClientContext context, IOException failure) {
    boolean ofTheConnection =
        !(failure instanceof TransferException || failure instanceof InterruptedIOException);
    EndpointDetails used = context.getEndpointDetails();
    return ofTheConnection
        && used != null
        && used.getResponseCount() > 0
        && !request.getMethod().equals("PUT")
        && !request.isCancelled()
        && !closed;
  }

  /** Ends what takes too long. */
  public Alarm alarm() {
    return alarm;
  }

  /** How long it waits. */
  public ClientTimes times() {
    return times;
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    http.close(CloseMode.IMMEDIATE);
    alarm.close();
  }

  /** Finds the addresses of the one peer, those of the family that is connected from first. */
  private record Addresses(Endpoint at) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] all = InetAddress.getAllByName(at.host());
      InetAddress from = at.from();
      if (from == null) {
        return all;
      }
      InetAddress[] fit =
          Arrays.stream(all)
              .filter(address -> address.getClass() == from.getClass())
              .toArray(InetAddress[]::new);
      if (fit.length == 0) {
        throw new UnknownHostException(
            at.host() + " has no address of the kind of " + from.getHostAddress());
      }
      return fit;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** No proxy, and the own address if one was chosen. */
  private static final class From extends DefaultRoutePlanner {
    private final @Nullable InetAddress from;

    From(@Nullable InetAddress from) {
      super(null);
      this.from = from;
    }

    @Override
    protected @Nullable InetAddress determineLocalAddress(HttpHost first, HttpContext context) {
      return from;
    }
  }
}
