package dev.ferry.transfer;

import dev.ferry.identity.Fingerprint;
import dev.ferry.manifest.ManifestLimits;
import java.util.HashMap;
import java.util.Map;

/** How many picks may arrive at one share, and how long each may be. Thread-safe. */
final class DraftRoom {
  /** How many picks may arrive at once: each fills memory and disk here. */
  static final int MOST = 32;

  /** How many of them may be one peer's. */
  static final int MOST_OF_ONE = 4;

  /** What a pick may take on disk whatever is shared, and for each entry that is. */
  private static final long BYTES = 64 << 20;

  private static final long BYTES_OF_ENTRY = 2 << 10;

  private final Map<Fingerprint, Integer> drafts = new HashMap<>();

  /**
   * Counts one more pick that arrives.
   *
   * @throws TransferException with {@link Problem#BUSY} if there are too many
   */
  synchronized void enter(Fingerprint by) throws TransferException {
    int own = drafts.getOrDefault(by, 0);
    int all = drafts.values().stream().mapToInt(Integer::intValue).sum();
    if (own >= MOST_OF_ONE || all >= MOST) {
      throw new TransferException(
          Problem.BUSY, "too much is being picked from this share; try again later");
    }
    drafts.put(by, own + 1);
  }

  /** It has arrived, or does not any more. */
  synchronized void leave(Fingerprint by) {
    drafts.computeIfPresent(by, (peer, count) -> count == 1 ? null : count - 1);
  }

  /** A pick is hardly longer than what it picks from. */
  static ManifestLimits limits(Share share) {
    long entries = share.manifest().entries() + Selections.MOST_STRANGERS;
    return new ManifestLimits(
        Math.min(ManifestLimits.MAX_ENTRIES, entries),
        ManifestLimits.MAX_TOTAL_BYTES,
        Math.min(ManifestLimits.MAX_MANIFEST_BYTES, BYTES + entries * BYTES_OF_ENTRY));
  }
}
