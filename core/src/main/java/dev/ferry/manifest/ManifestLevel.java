package dev.ferry.manifest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What lies directly in one folder of a manifest, some of it at a time: found by looking up each
 * child's neighbour, so that a folder of a million files costs no more than what is asked for. All
 * of it blocks on disk.
 */
public final class ManifestLevel {
  /** Sorts right behind everything below a name: no name holds NUL. */
  private static final String BEHIND = "\u0001";

  private ManifestLevel() {}

  /**
   * One thing in a folder.
   *
   * @param path of the thing
   * @param entry what the manifest says of it; null of a folder that only the paths below it tell
   * @param index of the entry, or of the first one below it
   * @param below how many entries are below it
   */
  public record Child(RelativePath path, @Nullable Entry entry, long index, long below) {}

  /**
   * Some things in a folder, in the order of the manifest.
   *
   * @param more whether there are more behind them
   */
  public record Page(List<Child> children, boolean more) {}

  /**
   * The first {@code limit} things in a folder behind {@code after}. Empty if there is no such
   * folder.
   *
   * @param folder null for the top
   * @param after the name of the last thing of the page before; null for the first page
   * @throws BadPathException if {@code after} is no name
   */
  public static Page page(
      Manifest manifest, @Nullable RelativePath folder, @Nullable String after, int limit)
      throws IOException, BadPathException {
    List<Child> children = new ArrayList<>();
    long at = begin(manifest, folder, after);
    while (at < manifest.entries()) {
      Entry entry = entryAt(manifest, at);
      if (folder != null && !entry.path().isUnder(folder)) {
        break;
      }
      if (children.size() == limit) {
        return new Page(children, true);
      }
      RelativePath path = childOf(folder, entry.path());
      boolean itself = entry.path().equals(path);
      long end = entry instanceof FileEntry && itself ? at + 1 : behind(manifest, path, at);
      children.add(new Child(path, itself ? entry : null, at, end - at - (itself ? 1 : 0)));
      at = end;
    }
    return new Page(children, false);
  }

  /** The entry at {@code path} and all below it; empty if there are none. */
  public static Optional<EntrySet.Run> run(Manifest manifest, RelativePath path)
      throws IOException {
    long from = manifest.seek(path);
    long to = behind(manifest, path, from);
    return to > from ? Optional.of(new EntrySet.Run(from, to)) : Optional.empty();
  }

  private static long begin(
      Manifest manifest, @Nullable RelativePath folder, @Nullable String after)
      throws IOException, BadPathException {
    if (after != null) {
      RelativePath last = folder == null ? RelativePath.of(List.of(after)) : folder.resolve(after);
      return behind(manifest, last, manifest.seek(last));
    }
    if (folder == null) {
      return 0;
    }
    long at = manifest.seek(folder);
    return at < manifest.entries() && entryAt(manifest, at).path().equals(folder) ? at + 1 : at;
  }

  /** Where what comes behind a path and everything below it begins. */
  private static long behind(Manifest manifest, RelativePath path, long at) throws IOException {
    try {
      return manifest.seek(path.sibling(path.name() + BEHIND));
    } catch (BadPathException e) {
      // The longest names leave no room for one more character.
      return walkBehind(manifest, path, at);
    }
  }

  private static long walkBehind(Manifest manifest, RelativePath path, long at) throws IOException {
    try (Manifest.Cursor cursor = manifest.walkFrom(at)) {
      Entry entry = cursor.next();
      while (entry != null && (entry.path().equals(path) || entry.path().isUnder(path))) {
        entry = cursor.next();
      }
      return entry == null ? manifest.entries() : cursor.index();
    }
  }

  private static RelativePath childOf(@Nullable RelativePath folder, RelativePath path)
      throws BadPathException {
    int depth = folder == null ? 0 : folder.depth();
    return RelativePath.of(path.segments().subList(0, depth + 1));
  }

  private static Entry entryAt(Manifest manifest, long index) throws IOException {
    try (Manifest.Cursor cursor = manifest.walkFrom(index)) {
      Entry entry = cursor.next();
      if (entry == null) {
        throw new IndexOutOfBoundsException(index);
      }
      return entry;
    }
  }
}
