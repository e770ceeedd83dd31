package dev.ferry.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** Real handshakes over loopback: one byte there, one byte back. */
final class TlsPair implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  /** What each end saw: a session, or why there is none. */
  record Ends(End client, End server) {
    boolean bothWell() {
      return client.failure == null && server.failure == null;
    }
  }

  /** One end; the certificate is looked at while the socket is open. */
  record End(
      @Nullable Exception failure,
      @Nullable SSLSession session,
      Optional<Fingerprint> peer,
      long created) {
    Exception failed() {
      if (failure == null) {
        throw new AssertionError("this end did not fail");
      }
      return failure;
    }

    SSLSession met() {
      if (session == null) {
        throw new AssertionError("no session", failure);
      }
      return session;
    }
  }

  private final SSLServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  TlsPair(SSLContext server, SSLParameters parameters) throws IOException {
    this(0, server, parameters);
  }

  private TlsPair(int port, SSLContext server, SSLParameters parameters) throws IOException {
    listener = (SSLServerSocket) server.getServerSocketFactory().createServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    listener.setSSLParameters(parameters);
    listener.setSoTimeout(PATIENCE_MILLIS);
  }

  /** A server at a port that was another's before. */
  static TlsPair at(int port, SSLContext server, SSLParameters parameters) throws IOException {
    return new TlsPair(port, server, parameters);
  }

  int port() {
    return listener.getLocalPort();
  }

  Ends connect(SSLContext client) throws Exception {
    return connect(client, TlsContexts.parameters());
  }

  Ends connect(SSLContext client, SSLParameters parameters) throws Exception {
    Future<End> server = threads.submit(guarded(this::serve));
    End clientEnd = guarded(() -> call(client, parameters)).call();
    return new Ends(clientEnd, get(server));
  }

  private static End get(Future<End> end) throws ExecutionException, InterruptedException {
    return end.get();
  }

  private static Callable<End> guarded(Callable<End> end) {
    return () -> {
      try {
        return end.call();
      } catch (IOException e) {
        return new End(e, null, Optional.empty(), 0);
      }
    };
  }

  private End serve() throws IOException {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(socket.getInputStream().read());
      return seen(socket);
    }
  }

  private End call(SSLContext context, SSLParameters parameters) throws IOException {
    String host = InetAddress.getLoopbackAddress().getHostAddress();
    try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(host, port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setSSLParameters(parameters);
      socket.getOutputStream().write('x');
      if (socket.getInputStream().read() != 'x') {
        throw new IOException("closed without an answer");
      }
      return seen(socket);
    }
  }

  private static End seen(SSLSocket socket) {
    SSLSession session = socket.getSession();
    return new End(
        null, session, PeerCertificate.fingerprintOf(session), session.getCreationTime());
  }

  /** A context that shows no certificate and takes any server. */
  static SSLContext anonymous() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new PeerTrustManager(FingerprintCheck.anybody())}, null);
    return context;
  }

  /** A context of the JDK's own key manager, for keys this package would not make. */
  static SSLContext showing(PrivateKey key, List<? extends Certificate> chain) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] password = "x".toCharArray();
    store.setKeyEntry("own", key, password, chain.toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys.getKeyManagers(),
        new TrustManager[] {new PeerTrustManager(FingerprintCheck.anybody())},
        null);
    return context;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    threads.close();
  }
}
