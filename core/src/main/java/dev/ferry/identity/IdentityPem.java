package dev.ferry.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An identity as text: a PKCS#8 key and a certificate in the PEM of RFC 7468. */
final class IdentityPem {
  private static final String KEY = "PRIVATE KEY";
  private static final String CERTIFICATE = "CERTIFICATE";
  private static final int LINE = 64;

  private IdentityPem() {}

  static byte[] write(Identity identity) throws IdentityException {
    try {
      String text =
          block(KEY, identity.privateKey().getEncoded())
              + block(CERTIFICATE, identity.certificate().getEncoded());
      return text.getBytes(StandardCharsets.US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IdentityException("The new certificate cannot be encoded.", e);
    }
  }

  private static String block(String label, byte[] der) {
    Base64.Encoder lines =
        Base64.getMimeEncoder(LINE, System.lineSeparator().getBytes(StandardCharsets.US_ASCII));
    return String.join(
        System.lineSeparator(),
        "-----BEGIN " + label + "-----",
        lines.encodeToString(der),
        "-----END " + label + "-----",
        "");
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
    PrivateKey key =
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(text, KEY)));
    X509Certificate certificate = SelfSigned.parse(der(text, CERTIFICATE));
    PeerCertificate.check(certificate);
    checkPair(key, certificate);
    return new Identity(key, certificate);
  }

  private static byte[] der(String text, String label) {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("it has no whole " + label);
    }
    return Base64.getDecoder()
        .decode(text.substring(from + begin.length(), to).replaceAll("\\s", ""));
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
