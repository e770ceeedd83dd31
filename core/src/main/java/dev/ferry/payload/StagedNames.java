package dev.ferry.payload;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.RelativePath;

/** Under which name below staging an entry waits for its publication. Thread-safe. */
@FunctionalInterface
public interface StagedNames {
  /** Every entry keeps its path: whole folders can be published by one rename. */
  StagedNames TREE = (index, entry) -> entry.path();

  /** The name of the entry with this index; no two entries of a manifest share one. */
  RelativePath of(long index, Entry entry);
}
