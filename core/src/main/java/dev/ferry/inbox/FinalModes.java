package dev.ferry.inbox;

import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import org.jspecify.annotations.Nullable;

/** The modes under which entries are published. */
final class FinalModes {
  /** For files whose mode is not known. */
  private static final int FILE = 0644;

  /** For folders whose mode is not known. */
  private static final int FOLDER = 0755;

  /** What its owner needs to do anything in a folder. */
  static final int OWNER = 0700;

  private FinalModes() {}

  static int of(FileEntry file) {
    return file.mode() == 0 ? FILE : file.mode();
  }

  /** The mode of a folder, null for one without an entry. */
  static int of(@Nullable FolderEntry folder) {
    return folder == null || folder.mode() == 0 ? FOLDER : folder.mode();
  }
}
