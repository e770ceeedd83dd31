package dev.ferry.manifest;

/**
 * A folder.
 *
 * @param path where it goes
 * @param modifiedNanos last modification, nanoseconds since the epoch
 * @param mode POSIX permission bits, within {@link Entry#MODE_MASK}
 */
public record FolderEntry(RelativePath path, long modifiedNanos, int mode) implements Entry {
  /** Refuses mode bits that must not travel. */
  public FolderEntry {
    if ((mode & ~MODE_MASK) != 0) {
      throw new IllegalArgumentException("mode bits outside of 0777");
    }
  }

  @Override
  public FolderEntry at(RelativePath other) {
    return new FolderEntry(other, modifiedNanos, mode);
  }
}
