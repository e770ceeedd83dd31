package dev.ferry.platform;

import java.io.IOException;
import java.nio.file.AccessDeniedException;

/** Deletes a folder with everything in it, one held folder per level and never through a link. */
final class TreeDeletion {
  private static final int OWNER = 0700;

  private TreeDeletion() {}

  /** Deletes what {@code path} stands for below {@code folder}; false if nothing is there. */
  static boolean delete(HeldFolder folder, String path) throws IOException {
    FileStamp stamp = folder.stampOf(path);
    if (stamp == null) {
      return false;
    }
    if (stamp.isFolder()) {
      emptyBelow(folder, path);
    }
    return folder.delete(path);
  }

  private static void emptyBelow(HeldFolder parent, String path) throws IOException {
    try {
      empty(parent, path);
    } catch (AccessDeniedException e) {
      // Its owner cannot delete from a folder that is read-only, but make it writable.
      if (!loosen(parent, path)) {
        throw e;
      }
      empty(parent, path);
    }
  }

  private static void empty(HeldFolder parent, String path) throws IOException {
    try (HeldFolder folder = parent.descend(path)) {
      for (FolderItem item : folder.list()) {
        if (item.kind() == FileKind.FOLDER) {
          emptyBelow(folder, item.name());
        }
        folder.delete(item.name());
      }
    }
  }

  /** Lets its owner do everything in a folder; false if that changes nothing. */
  private static boolean loosen(HeldFolder parent, String path) throws IOException {
    FileStamp before = parent.stampOf(path);
    if (before == null || isLoose(before)) {
      return false;
    }
    parent.setModeAndTime(path, OWNER, before.modifiedNanos(), FileKind.FOLDER);
    FileStamp after = parent.stampOf(path);
    return after != null && isLoose(after);
  }

  private static boolean isLoose(FileStamp stamp) {
    return (stamp.mode() & OWNER) == OWNER;
  }
}
