package dev.ferry.identity;

import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names an identity: the SHA-256 of its certificate's DER, in lower-case hex. Immutable. It is not
 * a secret; the handshake proves that its bearer holds the key.
 *
 * @param hex 64 hex digits
 */
public record Fingerprint(String hex) {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern SEPARATORS = Pattern.compile("[:\\s]");
  private static final int BYTES = 32;
  private static final int SPOKEN_BYTES = 8;

  /** Refuses everything that is not 64 lower-case hex digits. */
  public Fingerprint {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("not a fingerprint");
    }
  }

  /** The fingerprint of {@code certificate}. */
  public static Fingerprint of(X509Certificate certificate) {
    try {
      return ofDer(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate that cannot be encoded", e);
    }
  }

  /** The fingerprint of the certificate with this DER. */
  public static Fingerprint ofDer(byte[] der) {
    return new Fingerprint(HexFormat.of().formatHex(Sha256.digest().digest(der)));
  }

  /**
   * One that no certificate has: it stands for a peer that showed none, so that nobody else can
   * pass for it. Nothing to be shown or remembered.
   */
  public static Fingerprint random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Fingerprint(HexFormat.of().formatHex(bytes));
  }

  /**
   * Reads what a person or another program wrote: upper or lower case, with or without colons and
   * blanks. Empty if it is not a whole fingerprint.
   */
  public static Optional<Fingerprint> parse(String text) {
    String hex = SEPARATORS.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    return HEX.matcher(hex).matches() ? Optional.of(new Fingerprint(hex)) : Optional.empty();
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  /**
   * Eight words that stand for the first eight bytes, from the PGP word list: two people read them
   * to each other to know that they mean the same peer. Blocks shortly on the first call.
   */
  public List<String> words() {
    return PgpWords.of(HexFormat.of().parseHex(hex, 0, 2 * SPOKEN_BYTES));
  }

  @Override
  public String toString() {
    return hex;
  }
}
