package dev.ferry.peer;

import dev.ferry.identity.Identity;
import dev.ferry.identity.TlsContexts;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** What a listener speaks: HTTP/1.1 over TLS, without TLS, or either. */
final class ListenerProtocols {
  /**
   * More than the 16 KiB of a TLS record and its overhead, so that records are decrypted straight
   * into the buffer that requests are read from.
   */
  private static final int INPUT_BUFFER = 64 << 10;

  private static final int HEADER_BYTES = 16 << 10;

  private final ConnectionFactory[] factories;

  private ListenerProtocols(ConnectionFactory... factories) {
    this.factories = factories;
  }

  /** For Jetty. */
  ConnectionFactory[] factories() {
    return factories.clone();
  }

  /** TLS that asks for a certificate and, if allowed, what is told from it by the first byte. */
  static ListenerProtocols ofPeer(Identity identity, boolean plainHttp) {
    SslConnectionFactory tls = tls(identity, true);
    ConnectionFactory first = plainHttp ? new DetectorConnectionFactory(tls) : tls;
    return new ListenerProtocols(first, new HttpConnectionFactory(http()));
  }

  /** TLS alone, which asks browsers for no certificate: some show a person a question then. */
  static ListenerProtocols encryptedForBrowsers(Identity identity) {
    return new ListenerProtocols(tls(identity, false), new HttpConnectionFactory(http()));
  }

  /** No TLS at all. */
  static ListenerProtocols plainForBrowsers() {
    return new ListenerProtocols(new HttpConnectionFactory(http()));
  }

  private static SslConnectionFactory tls(Identity identity, boolean wantsCertificate) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setSslContext(TlsContexts.server(identity));
    context.setIncludeProtocols(TlsContexts.PROTOCOL);
    context.setIncludeCipherSuites(TlsContexts.CIPHER_SUITES.toArray(String[]::new));
    context.setUseCipherSuitesOrder(true);
    context.setWantClientAuth(wantsCertificate);
    context.setSniRequired(false);
    SslConnectionFactory factory = new SslConnectionFactory(context, "http/1.1");
    factory.setDirectBuffersForEncryption(false);
    factory.setDirectBuffersForDecryption(false);
    return factory;
  }

  private static HttpConfiguration http() {
    HttpConfiguration http = new HttpConfiguration();
    http.addCustomizer(new SecureRequestCustomizer(false));
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setInputBufferSize(INPUT_BUFFER);
    http.setUseInputDirectByteBuffers(false);
    http.setUseOutputDirectByteBuffers(false);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with(
            "FERRY",
            EnumSet.of(
                    UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING,
                    UriCompliance.Violation.AMBIGUOUS_PATH_PARAMETER,
                    UriCompliance.Violation.SUSPICIOUS_PATH_CHARACTERS)
                .toArray(UriCompliance.Violation[]::new)));
    return http;
  }
}
