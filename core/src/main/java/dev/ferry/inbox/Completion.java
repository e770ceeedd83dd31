package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.PayloadLayout;
import dev.ferry.payload.StagedFiles;
import dev.ferry.payload.StagedNames;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFile;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.NoSpaceException;
import dev.ferry.platform.OpenMode;
import dev.ferry.platform.StorageGoneException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.SortedSet;

/**
 * Gives the staged tree its final form: makes what has no bytes (folders, links, empty files and
 * holes), deletes what was taken back, and sets modes and times. Finds out on the way which files
 * are gone. Can be run again after it stopped anywhere.
 */
final class Completion {
  private final HeldFolder root;
  private final StagedNames names;
  private final PayloadLayout layout;
  private final Withdrawal withdrawal;
  private final OpenFolder staged;
  private final FileFinisher finisher;

  Completion(StagedFiles files, PayloadLayout layout, Withdrawal withdrawal) {
    this.root = files.root();
    this.names = files.names();
    this.layout = layout;
    this.withdrawal = withdrawal;
    this.staged = new OpenFolder(root);
    this.finisher = new FileFinisher(root);
  }

  /** Does it all; returns the entries of the files that are gone. */
  SortedSet<Long> run() throws IOException {
    try (staged;
        finisher;
        Manifest.Cursor cursor = layout.manifest().walk()) {
      for (Entry entry = cursor.next(); entry != null; entry = cursor.next()) {
        if (layout.accepted().contains(cursor.index())) {
          complete(entry, cursor.index());
        }
      }
      finisher.await();
    }
    if (finisher.lost().isEmpty() && names == StagedNames.TREE) {
      new FolderCompletion(root, layout).run();
    }
    return finisher.lost();
  }

  private void complete(Entry entry, long index) throws IOException {
    RelativePath path = names.of(index, entry);
    switch (entry) {
      case FolderEntry folder -> makeFolder(path);
      case LinkEntry link -> makeLink(path, link);
      case FileEntry file -> {
        if (withdrawal.contains(index)) {
          delete(path);
        } else if (file.size() == 0 || !file.islands().whole()) {
          finishThin(path, file, index);
        } else {
          finisher.add(path, file, index);
        }
      }
    }
  }

  /** Leaves it open to its owner: if this is not the first run it may have its final mode. */
  private void makeFolder(RelativePath path) throws IOException {
    if (names == StagedNames.TREE && !root.makeFolders(path.toString(), FinalModes.OWNER)) {
      FileStamp stamp = root.stampOf(path.toString());
      if (stamp != null && (stamp.mode() & FinalModes.OWNER) != FinalModes.OWNER) {
        root.setModeAndTime(
            path.toString(), FinalModes.OWNER, stamp.modifiedNanos(), FileKind.FOLDER);
      }
    }
  }

  private HeldFolder parentOf(RelativePath path) throws IOException {
    RelativePath parent = path.parent();
    try {
      return staged.at(parent);
    } catch (NoSuchFileException e) {
      root.makeFolders(String.valueOf(parent), FinalModes.OWNER);
      return staged.at(parent);
    }
  }

  private void makeLink(RelativePath path, LinkEntry link) throws IOException {
    HeldFolder folder = parentOf(path);
    try {
      folder.makeLink(path.name(), link.target());
    } catch (FileAlreadyExistsException e) {
      // Made by an earlier run.
    } catch (NoSpaceException | StorageGoneException | AccessDeniedException e) {
      throw e;
    } catch (FileSystemException e) {
      // Not on this disk: its landing will say so.
      return;
    }
    folder.setModeAndTime(path.name(), 0, link.modifiedNanos(), FileKind.LINK);
  }

  private void delete(RelativePath path) throws IOException {
    try {
      root.delete(path.toString());
    } catch (NoSuchFileException e) {
      // Its folder was never made.
    }
  }

  /** A file that may have no bytes on disk at all, or not up to its end. */
  private void finishThin(RelativePath path, FileEntry file, long index) throws IOException {
    HeldFolder folder = parentOf(path);
    FileStamp stamp = folder.stampOf(path.name());
    boolean hasData = file.size() > 0 && !file.islands().parts().isEmpty();
    if (stamp == null && hasData) {
      finisher.addLost(index);
      return;
    }
    if (stamp == null || stamp.size() != file.size()) {
      try (HeldFile out = folder.openFile(path.name(), OpenMode.WRITE_CREATE)) {
        out.setLength(file.size());
      }
    }
    folder.setModeAndTime(path.name(), FinalModes.of(file), file.modifiedNanos(), FileKind.FILE);
  }
}
