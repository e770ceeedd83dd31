package dev.ferry.identity;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;

/**
 * Makes the certificate of an identity: X.509 v3 (RFC 5280), a P-256 key signed by itself. It names
 * nobody, as the alias may change and the fingerprint is the name. Its dates span everything a
 * clock may show: a peer whose clock is wrong is still the same peer.
 */
final class SelfSigned {
  static final Instant FROM = Instant.EPOCH;

  /** RFC 5280 4.1.2.5: the value for "no expiration". */
  static final Instant UNTIL = Instant.parse("9999-12-31T23:59:59Z");

  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  /** Bit 0, digitalSignature: the only use TLS 1.3 has for a key. */
  private static final byte DIGITAL_SIGNATURE = (byte) 0x80;

  private static final int DIGITAL_SIGNATURE_UNUSED_BITS = 7;
  private static final int SERIAL_BITS = 127;
  private static final BigInteger VERSION_3 = BigInteger.TWO;

  private SelfSigned() {}

  static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  static X509Certificate certificateFor(KeyPair pair) throws GeneralSecurityException {
    return certificateFor(pair, FROM, UNTIL);
  }

  static X509Certificate certificateFor(KeyPair pair, Instant from, Instant until)
      throws GeneralSecurityException {
    byte[] toBeSigned = toBeSigned(pair, from, until);
    Signature signer = Signature.getInstance(SIGNATURE);
    signer.initSign(pair.getPrivate());
    signer.update(toBeSigned);
    byte[] der = Der.sequence(toBeSigned, algorithm(), Der.bitString(signer.sign(), 0));
    return parse(der);
  }

  private static byte[] toBeSigned(KeyPair pair, Instant from, Instant until) {
    byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.utf8("Ferry"))));
    return Der.sequence(
        Der.explicit(0, Der.integer(VERSION_3)),
        Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(0)),
        algorithm(),
        name,
        Der.sequence(Der.time(from), Der.time(until)),
        name,
        pair.getPublic().getEncoded(),
        Der.explicit(3, extensions()));
  }

  private static byte[] algorithm() {
    return Der.sequence(Der.oid(ECDSA_WITH_SHA256));
  }

  private static byte[] extensions() {
    byte[] usage = Der.bitString(new byte[] {DIGITAL_SIGNATURE}, DIGITAL_SIGNATURE_UNUSED_BITS);
    byte[] purposes = Der.sequence(Der.oid(SERVER_AUTH), Der.oid(CLIENT_AUTH));
    return Der.sequence(
        Der.sequence(Der.oid(KEY_USAGE), Der.bool(true), Der.octetString(usage)),
        Der.sequence(Der.oid(EXTENDED_KEY_USAGE), Der.octetString(purposes)));
  }

  static X509Certificate parse(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
