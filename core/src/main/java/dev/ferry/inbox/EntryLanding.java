package dev.ferry.inbox;

import dev.ferry.manifest.Entry;
import dev.ferry.manifest.FileEntry;
import dev.ferry.manifest.LinkEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.StagedFiles;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** Lands files and links one by one, in folders that were not moved in one piece. */
final class EntryLanding implements AutoCloseable {
  private static final String PART = ".ferry-part-";

  private final StagedFiles files;
  private final ClashPolicy policy;
  private final Numbering numbering;
  private final OpenFolder staged;
  private final TargetFolders targets;
  private final PublishLog log;
  private final PublishCounter counter;
  private final boolean resumed;

  EntryLanding(
      StagedFiles files,
      ClashPolicy policy,
      Numbering numbering,
      TargetFolders targets,
      PublishLog log,
      PublishCounter counter,
      boolean resumed) {
    this.files = files;
    this.policy = policy;
    this.staged = new OpenFolder(files.root());
    this.numbering = numbering;
    this.targets = targets;
    this.log = log;
    this.counter = counter;
    this.resumed = resumed;
  }

  /** Lands an entry in a folder, unless it landed with it. */
  void land(Entry entry, long index, LandingFolder parent) throws IOException {
    switch (parent.state) {
      case MOVED -> countMoved(entry, parent);
      case LEFT -> countSkipped(entry);
      case MERGED, MADE, WAITING -> landOne(entry, index, parent);
    }
  }

  private void landOne(Entry entry, long index, LandingFolder parent) throws IOException {
    RelativePath path = files.names().of(index, entry);
    HeldFolder from = staged.at(path.parent());
    if ((resumed || entry instanceof LinkEntry) && from.stampOf(path.name()) == null) {
      int n = log.number(index);
      if (entry instanceof LinkEntry && !stands(parent, numbering.name(entry.path(), n))) {
        counter.refused(entry.path(), "this disk holds no links");
        return;
      }
      landed(entry, parent, numbering.name(entry.path(), n), n);
      return;
    }
    HeldFolder to = targets.of(parent);
    String name = numbering.name(entry.path(), 1);
    if (tryMove(from, path.name(), to, name, parent)) {
      landed(entry, parent, name, 1);
      return;
    }
    FileStamp there = to.stampOf(name);
    if (there != null && policy == ClashPolicy.UPDATE && (there.isFile() || there.isLink())) {
      replace(from, path.name(), to, name, parent);
      landed(entry, parent, name, 1);
    } else if (there != null && isSame(entry, from, path.name(), to, name, there)) {
      adoptTime(entry, to, name);
      countSame(entry);
    } else if (there != null && policy == ClashPolicy.SKIP) {
      countSkipped(entry);
    } else {
      landBeside(entry, index, parent, from, path.name(), to);
    }
  }

  private boolean stands(LandingFolder parent, String name) throws IOException {
    return targets.of(parent).stampOf(name) != null;
  }

  /** A file with the same contents gets the same time, or it would travel every time again. */
  private void adoptTime(Entry entry, HeldFolder to, String name) throws IOException {
    if (entry instanceof FileEntry file && policy != ClashPolicy.SKIP) {
      try {
        to.setModeAndTime(name, 0, file.modifiedNanos(), FileKind.FILE);
      } catch (AccessDeniedException e) {
        // Somebody else's file keeps its time.
      }
    }
  }

  /** Tries name after name until one is free. */
  private void landBeside(
      Entry entry,
      long index,
      LandingFolder parent,
      HeldFolder from,
      String fromName,
      HeldFolder to)
      throws IOException {
    for (int n = numbering.next(entry.path(), 1); ; n = numbering.next(entry.path(), n)) {
      String name = numbering.name(entry.path(), n);
      if (to.stampOf(name) != null) {
        continue;
      }
      log.naming(index, n);
      if (tryMove(from, fromName, to, name, parent)) {
        landed(entry, parent, name, n);
        return;
      }
    }
  }

  private boolean tryMove(
      HeldFolder from, String fromName, HeldFolder to, String name, LandingFolder into)
      throws IOException {
    try {
      Moves.move(from, fromName, to, name, into, targets);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (AtomicMoveNotSupportedException e) {
      return to.stampOf(name) == null && copyAcross(from, fromName, to, name);
    }
  }

  private static boolean copyAcross(HeldFolder from, String fromName, HeldFolder to, String name)
      throws IOException {
    FileStamp stamp = from.stampOf(fromName);
    if (stamp == null) {
      throw new NoSuchFileException(fromName);
    }
    String part = PART + Integer.toHexString(fromName.hashCode());
    Moves.copy(from, fromName, stamp, to, part);
    try {
      to.moveTo(part, to, name);
    } catch (FileAlreadyExistsException e) {
      to.delete(part);
      return false;
    }
    to.force();
    from.delete(fromName);
    return true;
  }

  private void replace(
      HeldFolder from, String fromName, HeldFolder to, String name, LandingFolder into)
      throws IOException {
    try {
      Moves.replace(from, fromName, to, name, into, targets);
    } catch (AtomicMoveNotSupportedException e) {
      FileStamp stamp = from.stampOf(fromName);
      if (stamp == null) {
        throw new NoSuchFileException(fromName);
      }
      String part = PART + Integer.toHexString(fromName.hashCode());
      Moves.copy(from, fromName, stamp, to, part);
      to.replaceTo(part, to, name);
      to.force();
      from.delete(fromName);
    }
  }

  /** Whether what is there has the same contents, whatever its time. */
  private static boolean isSame(
      Entry entry, HeldFolder from, String fromName, HeldFolder to, String name, FileStamp there)
      throws IOException {
    return switch (entry) {
      case FileEntry file ->
          there.isFile()
              && there.size() == file.size()
              && SameFile.sameBytes(from, fromName, to, name);
      case LinkEntry link -> SameFile.isSame(link, to, name, there);
      default -> false;
    };
  }

  private void landed(Entry entry, LandingFolder parent, String name, int n) throws IOException {
    parent.changed = true;
    if (entry instanceof FileEntry file) {
      counter.landed(file, counter.wantsNames() ? Paths.text(parent.target, name) : null);
    }
    if (n > 1) {
      counter.beside(Paths.below(parent.target, name));
    }
  }

  private void countMoved(Entry entry, LandingFolder parent) throws IOException {
    if (entry instanceof FileEntry file) {
      boolean named = parent.movedTo != null && counter.wantsNames();
      counter.landed(file, named ? parent.movedTo + "/" + numbering.name(file.path(), 1) : null);
    }
  }

  private void countSame(Entry entry) {
    if (entry instanceof FileEntry) {
      counter.same();
    }
  }

  private void countSkipped(Entry entry) {
    if (entry instanceof FileEntry) {
      counter.skipped();
    }
  }

  @Override
  public void close() {
    staged.close();
  }
}
