package dev.ferry.page.api;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.Entry;
import dev.ferry.manifest.EntrySet;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One level of a manifest, a page of it at a time: each child costs one search, never a walk over
 * what is below it. Immutable; blocks on disk.
 *
 * <p>A slash sorts before every other character, so the descendants of {@code a} stand between
 * {@code a} and {@code a\u0001}; NUL cannot occur in a path.
 */
final class ManifestLevel {
  private static final String BEHIND = "\u0001";

  private final Manifest manifest;
  private final @Nullable RelativePath folder;

  /**
   * Of a manifest.
   *
   * @param folder the folder whose level it is; null for the top
   */
  ManifestLevel(Manifest manifest, @Nullable RelativePath folder) {
    this.manifest = manifest;
    this.folder = folder;
  }

  /**
   * What is directly in the folder.
   *
   * @param name its name
   * @param index of it, or of the first entry below it
   * @param entry it; null of a folder that the manifest has no entry for
   * @param below how many entries are below it
   */
  record Child(String name, long index, @Nullable Entry entry, long below) {
    boolean isFolder() {
      return entry == null || entry instanceof FolderEntry;
    }
  }

  /**
   * Up to {@code most} children in order.
   *
   * @param after the name that comes before the first one; null to begin
   */
  List<Child> children(@Nullable String after, int most) throws IOException, BadPathException {
    List<Child> page = new ArrayList<>();
    long at = after == null ? first() : behind(child(after));
    while (page.size() < most) {
      Optional<Child> next = childAt(at);
      if (next.isEmpty()) {
        break;
      }
      page.add(next.get());
      at = next.get().index + next.get().below + (next.get().entry == null ? 0 : 1);
    }
    return page;
  }

  private long first() throws IOException {
    RelativePath above = folder;
    if (above == null) {
      return 0;
    }
    long at = manifest.seek(above);
    Entry entry = entryAt(at);
    return entry != null && entry.path().equals(above) ? at + 1 : at;
  }

  private Optional<Child> childAt(long at) throws IOException, BadPathException {
    Entry entry = entryAt(at);
    RelativePath above = folder;
    if (entry == null || (above != null && !entry.path().isUnder(above))) {
      return Optional.empty();
    }
    String name = entry.path().segments().get(above == null ? 0 : above.depth());
    boolean own = entry.path().depth() == (above == null ? 1 : above.depth() + 1);
    long end = own && !(entry instanceof FolderEntry) ? at + 1 : behind(child(name));
    return Optional.of(new Child(name, at, own ? entry : null, end - at - (own ? 1 : 0)));
  }

  private RelativePath child(String name) throws BadPathException {
    return folder == null ? RelativePath.of(List.of(name)) : folder.resolve(name);
  }

  private @Nullable Entry entryAt(long at) throws IOException {
    if (at >= manifest.entries()) {
      return null;
    }
    try (Manifest.Cursor cursor = manifest.walkFrom(at)) {
      return cursor.next();
    }
  }

  private long behind(RelativePath path) throws IOException {
    return behind(manifest, path);
  }

  /** The index of the first entry behind {@code path} and everything below it. */
  static long behind(Manifest manifest, RelativePath path) throws IOException {
    try {
      return manifest.seek(path.sibling(path.name() + BEHIND));
    } catch (BadPathException e) {
      return walkedBehind(manifest, path);
    }
  }

  /** For a name so long that none that is longer can be looked for. */
  private static long walkedBehind(Manifest manifest, RelativePath path) throws IOException {
    long at = manifest.seek(path);
    try (Manifest.Cursor cursor = manifest.walkFrom(at)) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (!entry.path().equals(path) && !entry.path().isUnder(path)) {
          break;
        }
        at++;
      }
    }
    return at;
  }

  /** The entry at {@code path} and all below it; empty if there are none. */
  static Optional<EntrySet.Run> run(Manifest manifest, RelativePath path) throws IOException {
    long from = manifest.seek(path);
    long to = behind(manifest, path);
    return to > from ? Optional.of(new EntrySet.Run(from, to)) : Optional.empty();
  }
}
