package dev.ferry.identity;

import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * TLS between peers: version 1.3 only, both ends show their self-signed certificate, no authority
 * and no host name counts. Contexts are thread-safe and meant to be kept: one for the server, one
 * for each {@link FingerprintCheck} of a client, as a resumed session is not checked again and
 * sessions are resumed within a context only.
 */
public final class TlsContexts {
  /** The only version spoken. */
  public static final String PROTOCOL = "TLSv1.3";

  /** Fastest first: with AES in hardware 128 bits are a third faster than 256. */
  public static final List<String> CIPHER_SUITES =
      List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

  private static final int RESUMABLE_SECONDS = 3600;

  private TlsContexts() {}

  /**
   * For a server: takes clients with any well-formed certificate, and those without one if it does
   * not insist. Who they are is in {@link PeerCertificate#fingerprintOf}.
   */
  public static SSLContext server(Identity identity) {
    return context(identity, FingerprintCheck.anybody());
  }

  /**
   * For a client: shows {@code identity} and takes servers that {@code check} takes; others end the
   * handshake with an {@link UnexpectedPeerException} as the cause.
   */
  public static SSLContext client(Identity identity, FingerprintCheck check) {
    return context(identity, check);
  }

  private static SSLContext context(Identity identity, FingerprintCheck check) {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL);
      context.init(
          new KeyManager[] {new OwnKeyManager(identity)},
          new TrustManager[] {new PeerTrustManager(check)},
          null);
      context.getServerSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
      context.getClientSessionContext().setSessionTimeout(RESUMABLE_SECONDS);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot speak TLS 1.3", e);
    }
  }

  /**
   * What every socket and engine made from these contexts must be given: a context alone would also
   * speak older versions. Servers are told to ask for a certificate; clients ignore that.
   */
  public static SSLParameters parameters() {
    SSLParameters parameters =
        new SSLParameters(CIPHER_SUITES.toArray(String[]::new), new String[] {PROTOCOL});
    parameters.setWantClientAuth(true);
    parameters.setUseCipherSuitesOrder(true);
    return parameters;
  }
}
