package dev.ferry.payload;

import java.util.HexFormat;

/**
 * An XXH3-128 of a chunk or of the beginning of one. It notices damage, it does not resist a
 * forger.
 *
 * @param high the upper 64 bits of the canonical (big endian) hash
 * @param low the lower 64 bits
 */
public record ChunkHash(long high, long low) {
  /** Hex digits of a hash. */
  public static final int HEX_LENGTH = 32;

  /**
   * The hash that {@link #hex} wrote.
   *
   * @throws IllegalArgumentException if it is not 32 hex digits
   */
  public static ChunkHash ofHex(String hex) {
    if (hex.length() != HEX_LENGTH) {
      throw new IllegalArgumentException("not a hash of " + HEX_LENGTH + " hex digits");
    }
    return new ChunkHash(
        HexFormat.fromHexDigitsToLong(hex, 0, HEX_LENGTH / 2),
        HexFormat.fromHexDigitsToLong(hex, HEX_LENGTH / 2, HEX_LENGTH));
  }

  /** The 32 lower-case hex digits of the canonical form, as {@code xxh128sum} prints them. */
  public String hex() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }

  @Override
  public String toString() {
    return hex();
  }
}
