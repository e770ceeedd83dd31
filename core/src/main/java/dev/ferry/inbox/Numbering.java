package dev.ferry.inbox;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;

/**
 * The names under which an entry may land: its own, then {@code name (2)} and so on, but none that
 * the manifest has for another entry of the same folder: that one may still come, and must not meet
 * this one there.
 */
final class Numbering {
  private final Manifest manifest;
  private final DiskNames disk;

  Numbering(Manifest manifest, DiskNames disk) {
    this.manifest = manifest;
    this.disk = disk;
  }

  /** The name with this number as it stands on disk. */
  String name(RelativePath path, int n) throws IOException {
    return disk.of(Paths.numbered(path.name(), n));
  }

  /** The number after {@code n}; the own name has 1. Blocks on the disk. */
  int next(RelativePath path, int n) throws IOException {
    int next = n + 1;
    while (isInManifest(path, Paths.numbered(path.name(), next))) {
      next++;
    }
    return next;
  }

  private boolean isInManifest(RelativePath path, String name) throws IOException {
    try {
      RelativePath sibling = path.sibling(name);
      long index = manifest.seek(sibling);
      if (index == manifest.entries()) {
        return false;
      }
      try (Manifest.Cursor cursor = manifest.walkFrom(index)) {
        Entry entry = cursor.next();
        return entry != null && (entry.path().equals(sibling) || entry.path().isUnder(sibling));
      }
    } catch (BadPathException e) {
      throw new IOException("no name beside " + path.name() + ": " + e.getMessage(), e);
    }
  }
}
