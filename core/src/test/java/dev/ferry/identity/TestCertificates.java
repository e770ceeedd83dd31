package dev.ferry.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Certificates of every kind that a stranger may show. */
final class TestCertificates {
  private static final String SHA256_WITH_RSA = "1.2.840.113549.1.1.11";
  private static final String SHA256_WITH_ECDSA = "1.2.840.10045.4.3.2";
  private static final Instant FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2049-12-31T23:59:59Z");

  /** A key with what is shown for it, and what refuses it. */
  record Shown(
      PrivateKey key,
      Class<? extends GeneralSecurityException> refusal,
      List<X509Certificate> chain) {}

  private TestCertificates() {}

  static Map<String, Shown> refused() throws Exception {
    Map<String, Shown> refused = new LinkedHashMap<>();
    KeyPair p256 = SelfSigned.newKeyPair();
    X509Certificate fine = SelfSigned.certificateFor(p256);
    refused.put("expired", expired());
    refused.put("signed by another", signedByAnother("Ferry"));
    refused.put("issued by another name", signedByAnother("Somebody else"));
    refused.put("P-384", ec("secp384r1"));
    refused.put("P-521", ec("secp521r1"));
    refused.put("RSA 1024", rsa(1024));
    refused.put("RSA 4104", rsa(4104));
    refused.put(
        "two certificates",
        new Shown(
            p256.getPrivate(),
            CertificateException.class,
            List.of(fine, SelfSigned.certificateFor(p256))));
    return refused;
  }

  private static Shown expired() throws Exception {
    KeyPair pair = SelfSigned.newKeyPair();
    Instant past = Instant.now().minus(Duration.ofSeconds(5));
    return new Shown(
        pair.getPrivate(),
        CertificateExpiredException.class,
        List.of(SelfSigned.certificateFor(pair, FROM, past)));
  }

  private static Shown signedByAnother(String issuer) throws Exception {
    KeyPair pair = SelfSigned.newKeyPair();
    KeyPair other = SelfSigned.newKeyPair();
    X509Certificate certificate =
        issue(pair, other.getPrivate(), "SHA256withECDSA", SHA256_WITH_ECDSA, issuer);
    return new Shown(
        pair.getPrivate(),
        issuer.equals("Ferry") ? GeneralSecurityException.class : CertificateException.class,
        List.of(certificate));
  }

  private static Shown ec(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    KeyPair pair = generator.generateKeyPair();
    return new Shown(
        pair.getPrivate(),
        CertificateException.class,
        List.of(issue(pair, pair.getPrivate(), "SHA256withECDSA", SHA256_WITH_ECDSA, "Ferry")));
  }

  /** As LocalSend's apps make it: RSA, SHA-256, no extension that matters. */
  static Shown rsa(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    KeyPair pair = generator.generateKeyPair();
    return new Shown(
        pair.getPrivate(),
        CertificateException.class,
        List.of(issue(pair, pair.getPrivate(), "SHA256withRSA", SHA256_WITH_RSA, "Ferry")));
  }

  private static X509Certificate issue(
      KeyPair pair, PrivateKey signer, String algorithm, String oid, String issuer)
      throws Exception {
    byte[] toBeSigned =
        Der.sequence(
            Der.explicit(0, Der.integer(BigInteger.TWO)),
            Der.integer(BigInteger.TEN),
            Der.sequence(Der.oid(oid)),
            name(issuer),
            Der.sequence(Der.time(FROM), Der.time(UNTIL)),
            name("Ferry"),
            pair.getPublic().getEncoded());
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(signer);
    signature.update(toBeSigned);
    byte[] der =
        Der.sequence(toBeSigned, Der.sequence(Der.oid(oid)), Der.bitString(signature.sign(), 0));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] name(String commonName) {
    return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
  }
}
