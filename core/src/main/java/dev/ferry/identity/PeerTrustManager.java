package dev.ferry.identity;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Takes every certificate that may be a peer's and, of servers, only those with a fingerprint that
 * is expected. Names no issuers: clients would withhold certificates that none of them signed.
 */
final class PeerTrustManager extends X509ExtendedTrustManager {
  private final FingerprintCheck serverCheck;

  PeerTrustManager(FingerprintCheck serverCheck) {
    this.serverCheck = serverCheck;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    Fingerprint seen = Fingerprint.of(PeerCertificate.checkChain(chain));
    if (!serverCheck.accepts(seen)) {
      throw new UnexpectedPeerException(seen);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkProtocol(socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkProtocol(engine == null ? null : engine.getHandshakeSession());
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    PeerCertificate.checkChain(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkProtocol(socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null);
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkProtocol(engine == null ? null : engine.getHandshakeSession());
    checkClientTrusted(chain, authType);
  }

  /**
   * Guards against a socket that was made without {@link TlsContexts#parameters}: only TLS 1.3
   * proves a certificate the way this package relies on.
   */
  private static void checkProtocol(@Nullable SSLSession handshake) throws CertificateException {
    if (handshake != null && !handshake.getProtocol().equals(TlsContexts.PROTOCOL)) {
      throw new CertificateException("the peer wants an older TLS than 1.3");
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
