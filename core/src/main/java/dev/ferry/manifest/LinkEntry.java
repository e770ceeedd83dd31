package dev.ferry.manifest;

/**
 * A symbolic link that is kept as a link.
 *
 * @param path where it goes
 * @param target what it points to, as written in it: hostile until checked, 1 to 4096 UTF-8 bytes
 * @param modifiedNanos last modification, nanoseconds since the epoch
 */
public record LinkEntry(RelativePath path, String target, long modifiedNanos) implements Entry {
  /** Refuses targets that no file system can hold. */
  public LinkEntry {
    if (target.isEmpty() || target.length() > RelativePath.MAX_BYTES || target.indexOf(0) >= 0) {
      throw new IllegalArgumentException("a link's target is empty, too long or contains NUL");
    }
  }
}
