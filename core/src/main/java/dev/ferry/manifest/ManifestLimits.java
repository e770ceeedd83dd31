package dev.ferry.manifest;

/**
 * How large a manifest may become before it is refused, so that no peer can fill a disk or a heap
 * with one.
 *
 * @param maxEntries the most entries
 * @param maxTotalBytes the most bytes that all its files may have together
 * @param maxManifestBytes the most bytes that the manifest itself may take on disk
 */
public record ManifestLimits(long maxEntries, long maxTotalBytes, long maxManifestBytes) {
  /** The most entries that are accepted by default: 10 million. */
  public static final long MAX_ENTRIES = 10_000_000;

  /** The most bytes of payload: so far from overflow that sums of a few never do. */
  public static final long MAX_TOTAL_BYTES = Long.MAX_VALUE / 4;

  /** The most bytes that a manifest takes on disk by default: 4 GiB. */
  public static final long MAX_MANIFEST_BYTES = 4L << 30;

  /** What applies unless somebody chose otherwise. */
  public static final ManifestLimits DEFAULT =
      new ManifestLimits(MAX_ENTRIES, MAX_TOTAL_BYTES, MAX_MANIFEST_BYTES);

  /** Refuses limits that are negative, or beyond what indices and sums can hold. */
  public ManifestLimits {
    if (maxEntries < 0 || maxEntries > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("maxEntries must be 0 to " + Integer.MAX_VALUE);
    }
    if (maxTotalBytes < 0 || maxTotalBytes > MAX_TOTAL_BYTES) {
      throw new IllegalArgumentException("maxTotalBytes must be 0 to " + MAX_TOTAL_BYTES);
    }
    if (maxManifestBytes < 0) {
      throw new IllegalArgumentException("maxManifestBytes < 0");
    }
  }
}
