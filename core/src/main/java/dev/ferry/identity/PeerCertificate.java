package dev.ferry.identity;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECParameterSpec;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What a certificate must be for its bearer to be a peer: alone, signed by itself, not expired,
 * with a P-256 key or (LocalSend's apps) an RSA key of 2048 to 4096 bits. That the bearer holds the
 * key is proved by the TLS 1.3 handshake, whose transcript it signs. Who the bearer is, is for the
 * caller to decide, by the fingerprint; names in a certificate mean nothing.
 */
public final class PeerCertificate {
  private static final int MIN_RSA_BITS = 2048;

  /** More, or a large exponent, would let a stranger cost us seconds per handshake. */
  private static final int MAX_RSA_BITS = 4096;

  private static final int MAX_EXPONENT_BITS = 32;

  /** Order of P-256 (FIPS 186-4 D.1.2.3); no other curve has it. */
  private static final String P256_ORDER =
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";

  private static final int HEX = 16;

  private PeerCertificate() {}

  /**
   * The fingerprint that the other end of {@code session} proved, in its first handshake or the one
   * the session was resumed from; empty if it showed no certificate.
   */
  public static Optional<Fingerprint> fingerprintOf(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate certificate
          ? Optional.of(Fingerprint.of(certificate))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  static X509Certificate checkChain(X509Certificate[] chain) throws CertificateException {
    if (chain.length != 1) {
      throw new CertificateException("a peer shows one certificate, not " + chain.length);
    }
    check(chain[0]);
    return chain[0];
  }

  static void check(X509Certificate certificate) throws CertificateException {
    if (certificate.getNotAfter().toInstant().isBefore(Instant.now())) {
      throw new CertificateExpiredException("the peer's certificate has expired");
    }
    if (!certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
      throw new CertificateException("the peer's certificate is not signed by itself");
    }
    checkKey(certificate.getPublicKey());
    try {
      certificate.verify(certificate.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("the peer's certificate is not signed by itself", e);
    }
  }

  private static void checkKey(PublicKey key) throws CertificateException {
    boolean fit =
        switch (key) {
          case ECPublicKey ec -> isP256(ec.getParams());
          case RSAPublicKey rsa -> isModerate(rsa);
          default -> false;
        };
    if (!fit) {
      throw new CertificateException(
          "the peer's key is neither P-256 nor RSA of 2048 to 4096 bits");
    }
  }

  private static boolean isP256(ECParameterSpec curve) {
    return curve.getOrder().toString(HEX).equals(P256_ORDER);
  }

  private static boolean isModerate(RSAPublicKey key) {
    int bits = key.getModulus().bitLength();
    return bits >= MIN_RSA_BITS
        && bits <= MAX_RSA_BITS
        && key.getPublicExponent().bitLength() <= MAX_EXPONENT_BITS;
  }
}
