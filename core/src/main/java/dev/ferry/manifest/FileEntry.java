package dev.ferry.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A regular file.
 *
 * @param path where it goes
 * @param size its length in bytes, at least 0
 * @param modifiedNanos last modification, nanoseconds since the epoch
 * @param mode POSIX permission bits, within {@link Entry#MODE_MASK}
 * @param islands which parts of it hold data; {@link Islands#WHOLE} unless it is sparse
 * @param contentHash XXH3-128 of the whole content in 32 hex digits, or null if it was not asked
 *     for
 */
public record FileEntry(
    RelativePath path,
    long size,
    long modifiedNanos,
    int mode,
    Islands islands,
    @Nullable String contentHash)
    implements Entry {
  /** How many hex digits a content hash has. */
  public static final int HASH_DIGITS = 32;

  /** Refuses a negative size, mode bits that must not travel and what is not a hash. */
  public FileEntry {
    if (size < 0) {
      throw new IllegalArgumentException("size < 0");
    }
    if ((mode & ~MODE_MASK) != 0) {
      throw new IllegalArgumentException("mode bits outside of 0777");
    }
    if (!islands.fitIn(size)) {
      throw new IllegalArgumentException("islands outside of the file");
    }
    if (contentHash != null && !isHash(contentHash)) {
      throw new IllegalArgumentException("not " + HASH_DIGITS + " lower-case hex digits");
    }
  }

  /** An ordinary file, not sparse, without content hash. */
  public FileEntry(RelativePath path, long size, long modifiedNanos, int mode) {
    this(path, size, modifiedNanos, mode, Islands.WHOLE, null);
  }

  private static boolean isHash(String text) {
    return text.length() == HASH_DIGITS
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  @Override
  public FileEntry at(RelativePath other) {
    return new FileEntry(other, size, modifiedNanos, mode, islands, contentHash);
  }
}
