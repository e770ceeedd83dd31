package dev.ferry.identity;

import java.util.HexFormat;

/**
 * Names an identity: the SHA-256 of its certificate's DER, in lower-case hex.
 *
 * @param hex 64 hex digits
 */
public record Fingerprint(String hex) {
  /** Refuses everything that is not 64 lower-case hex digits. */
  public Fingerprint {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a fingerprint");
    }
  }

  /** The 32 bytes. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
