package dev.ferry.inbox;

import dev.ferry.manifest.BadPathException;
import dev.ferry.manifest.NameSuffix;
import dev.ferry.manifest.RelativePath;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths at the destination, made of pieces that were checked before. */
final class Paths {
  private Paths() {}

  /** A path of segments that came from one. */
  static RelativePath of(List<String> segments) {
    try {
      return RelativePath.of(segments);
    } catch (BadPathException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * A name in a folder, null for the root.
   *
   * @throws IOException if the path gets too long, which a name with a number can cause
   */
  static RelativePath below(@Nullable RelativePath folder, String name) throws IOException {
    try {
      return folder == null ? RelativePath.of(List.of(name)) : folder.resolve(name);
    } catch (BadPathException e) {
      throw new IOException("no name beside " + name + ": " + e.getMessage(), e);
    }
  }

  /** As {@link #below}, for eyes: however long. */
  static String text(@Nullable RelativePath folder, String name) {
    return folder == null ? name : folder + "/" + name;
  }

  /** The name itself for 1, else the name with {@code (n)}. */
  static String numbered(String name, int n) {
    return n == 1 ? name : NameSuffix.numbered(name, n);
  }
}
