package dev.ferry.manifest;

/**
 * One thing of a manifest: a file, a folder or a symbolic link, as it was found by looking at the
 * tree. Immutable.
 */
public sealed interface Entry permits FileEntry, FolderEntry, LinkEntry {
  /** The permission bits that travel; setuid, setgid and sticky never do. */
  int MODE_MASK = 0777;

  /** Where it goes, below the destination. */
  RelativePath path();

  /** When it was last modified, in nanoseconds since 1970-01-01T00:00:00Z. */
  long modifiedNanos();

  /** The same at another place. */
  Entry at(RelativePath other);
}
