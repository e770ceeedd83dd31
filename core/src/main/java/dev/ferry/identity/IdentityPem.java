package dev.ferry.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An identity as text: a PKCS#8 key and a certificate in the PEM of RFC 7468, and above them a
 * checksum of both. The checksum finds damage in no time, where signing and verifying on every
 * start would cost a tenth of a second; without one (a file put together by hand) that is done.
 */
final class IdentityPem {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final String CHECKSUM = "Checksum: ";
  private static final int LINE = 64;

  private IdentityPem() {}

  static byte[] write(Identity identity) throws IdentityException {
    try {
      byte[] key = identity.privateKey().getEncoded();
      byte[] certificate = identity.certificate().getEncoded();
      String text =
          "Ferry's identity. Whoever has this file can pretend to be this peer.\n"
              + (CHECKSUM + checksum(key, certificate) + "\n")
              + block(KEY, key)
              + block(CERTIFICATE, certificate);
      return text.getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IdentityException("The new certificate cannot be encoded.", e);
    }
  }

  private static String block(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws GeneralSecurityException if a part is not what it should be, or the two do not belong
   *     together
   * @throws IllegalArgumentException if a part is missing or not PEM
   */
  static Identity read(byte[] content) throws GeneralSecurityException {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    byte[] keyDer = der(text, KEY);
    byte[] certificateDer = der(text, CERTIFICATE);
    boolean checked = isChecksumRight(text, keyDer, certificateDer);
    PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(keyDer));
    X509Certificate certificate = SelfSigned.parse(certificateDer);
    if (!checked) {
      PeerCertificate.check(certificate);
      checkPair(key, certificate);
    }
    return new Identity(key, certificate);
  }

  private static byte[] der(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("it has no whole " + label);
    }
    return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
  }

  /** False if there is none. */
  private static boolean isChecksumRight(String text, byte[] key, byte[] certificate)
      throws GeneralSecurityException {
    int from = text.indexOf(CHECKSUM);
    if (from < 0) {
      return false;
    }
    if (!text.startsWith(checksum(key, certificate), from + CHECKSUM.length())) {
      throw new InvalidKeyException("its checksum is wrong");
    }
    return true;
  }

  private static String checksum(byte[] key, byte[] certificate) {
    MessageDigest digest = Sha256.digest();
    digest.update(key);
    digest.update(certificate);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void checkPair(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    byte[] probe = {1};
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(key);
    signer.update(probe);
    byte[] signature = signer.sign();
    signer.initVerify(certificate.getPublicKey());
    signer.update(probe);
    if (!signer.verify(signature)) {
      throw new InvalidKeyException("the key is not the certificate's");
    }
  }
}
