package dev.ferry.inbox;

import dev.ferry.manifest.Manifest;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StagedFiles;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.LockFile;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;

/**
 * A staging as it lies on the disk, with all that is open of it; closing it closes that, and not
 * the inbox.
 *
 * @param inbox where it is hidden
 * @param folder its own
 * @param id names it
 * @param plan what was accepted, over its copy of the manifest
 * @param layout of the payload over the files that the plan wants
 * @param files what is staged
 * @param journal what is held, and how far it came
 * @param lock keeps others away
 */
record StagingFolder(
    HeldFolder inbox,
    HeldFolder folder,
    String id,
    Plan plan,
    PayloadLayout layout,
    StagedFiles files,
    Journal journal,
    LockFile lock)
    implements AutoCloseable {

  Manifest manifest() {
    return plan.manifest();
  }

  /** A folder that was moved, or whose disk was taken away, is not where anybody looks for it. */
  void requireInPlace() throws IOException {
    if (!Inbox.isInPlace(inbox)) {
      throw new StorageGoneException(
          inbox.path().toString(), "The folder was moved, deleted or unmounted");
    }
  }

  /** Lets files be written that may have their final modes already. */
  void reopenFiles() throws IOException {
    new Reopening(files, layout).run();
  }

  /** Deletes it with everything it holds, and closes it. */
  void delete() throws IOException {
    try (this) {
      StagingArea.deleteJournal(inbox, id);
      deleteFiles();
    }
    // Only now: some file systems keep open files, under another name.
    StagingArea.delete(inbox, id);
  }

  private void deleteFiles() throws IOException {
    try {
      folder.deleteTree(StagingArea.FILES);
    } catch (AccessDeniedException e) {
      reopenFiles();
      folder.deleteTree(StagingArea.FILES);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock;
        folder;
        HeldFolder _ = files.root();
        Manifest _ = manifest()) {
      journal.close();
    }
  }
}
