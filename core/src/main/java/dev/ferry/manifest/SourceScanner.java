package dev.ferry.manifest;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks at files and folders of this machine and tells their entries, in the order of a manifest,
 * as it finds them: the first ones leave at once, however large the tree is. In memory are only the
 * names of the folders on the way down from a root. File contents are read only for content hashes.
 *
 * <p>What cannot be sent is reported and left out: one bad file does not stop a folder. Immutable;
 * may be used by several threads.
 */
public final class SourceScanner {
  /**
   * The folder in which an inbox keeps what is on its way: never listed, wherever it lies, as it is
   * half of somebody's files, and changes all the time.
   */
  public static final String STAGING = ".ferry-staging";

  private final List<SourceRoot> roots;
  private final ScanOptions options;

  /** A scanner of {@code roots}, whose names must differ. */
  public SourceScanner(List<SourceRoot> roots, ScanOptions options) {
    if (roots.stream().map(SourceRoot::name).distinct().count() != roots.size()) {
      throw new IllegalArgumentException("two roots with one name");
    }
    this.roots =
        roots.stream()
            .sorted(Comparator.comparing(SourceRoot::name, RelativePath::compareText))
            .toList();
    this.options = options;
  }

  /**
   * Looks at the whole tree. Blocks on disk, and while a sink blocks.
   *
   * @param sink gets each entry at once
   * @param skipped gets what is left out, in between
   * @throws SourceException if a root is missing, unreadable or neither file nor folder; of a root
   *     that is so at the beginning before the first entry
   * @throws IOException if the sink throws it
   */
  public void scan(EntrySink sink, Consumer<Skipped> skipped) throws IOException {
    for (SourceRoot root : roots) {
      root.stamp();
    }
    for (SourceRoot root : roots) {
      new TreeWalk(root, options, sink, skipped).run();
    }
  }
}
