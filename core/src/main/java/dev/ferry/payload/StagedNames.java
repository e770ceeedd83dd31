package dev.ferry.payload;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.RelativePath;
import java.util.List;

/** Under which names below staging entries wait for their publication. */
public enum StagedNames {
  /** Every entry keeps its path: whole folders can be published by one rename. */
  TREE {
    @Override
    public RelativePath of(long index, Entry entry) {
      return entry.path();
    }
  },
  /**
   * Files and links are called by their indices, a thousand to a folder: for file systems that
   * would take two paths for one.
   */
  NUMBERS {
    @Override
    public RelativePath of(long index, Entry entry) {
      try {
        return RelativePath.of(List.of("" + index / PER_FOLDER, "" + index % PER_FOLDER));
      } catch (BadPathException e) {
        throw new IllegalStateException(e);
      }
    }
  };

  private static final long PER_FOLDER = 1000;

  /** The name of the entry with this index; no two entries of a manifest share one. */
  public abstract RelativePath of(long index, Entry entry);
}
