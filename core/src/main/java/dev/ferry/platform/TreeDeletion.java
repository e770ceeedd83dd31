package dev.ferry.platform;

import java.io.IOException;

/** Deletes a folder with everything in it, one held folder per level and never through a link. */
final class TreeDeletion {
  private TreeDeletion() {}

  /** Deletes what {@code path} stands for below {@code folder}; false if nothing is there. */
  static boolean delete(HeldFolder folder, String path) throws IOException {
    FileStamp stamp = folder.stampOf(path);
    if (stamp == null) {
      return false;
    }
    if (stamp.isFolder()) {
      try (HeldFolder inner = folder.descend(path)) {
        empty(inner);
      }
    }
    return folder.delete(path);
  }

  private static void empty(HeldFolder folder) throws IOException {
    for (FolderItem item : folder.list()) {
      if (item.kind() == FileKind.FOLDER) {
        try (HeldFolder inner = folder.descend(item.name())) {
          empty(inner);
        }
      }
      folder.delete(item.name());
    }
  }
}
