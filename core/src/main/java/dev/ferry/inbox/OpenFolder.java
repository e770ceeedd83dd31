package dev.ferry.inbox;

import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Holds one folder below a root at a time: names in a folder come one after another, and need no
 * walk from the root each. Not thread-safe.
 */
final class OpenFolder implements AutoCloseable {
  private final HeldFolder root;
  private @Nullable RelativePath path;
  private @Nullable HeldFolder folder;

  OpenFolder(HeldFolder root) {
    this.root = root;
  }

  /** The folder at {@code wanted}, null for the root; open until another one is asked for. */
  HeldFolder at(@Nullable RelativePath wanted) throws IOException {
    if (wanted == null) {
      return root;
    }
    if (folder == null || !wanted.equals(path)) {
      close();
      folder = root.descend(wanted.toString());
      path = wanted;
    }
    return folder;
  }

  @Override
  public void close() {
    if (folder != null) {
      folder.close();
      folder = null;
      path = null;
    }
  }
}
