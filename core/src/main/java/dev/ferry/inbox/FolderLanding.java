package dev.ferry.inbox;

import dev.ferry.inbox.LandingFolder.State;
import dev.ferry.manifest.FolderEntry;
import dev.ferry.manifest.RelativePath;
import dev.ferry.payload.StagedFiles;
import dev.ferry.payload.StagedNames;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import org.jspecify.annotations.Nullable;

/** Lands folders: moved in one piece, merged, or to be made. */
final class FolderLanding implements AutoCloseable {
  private final boolean tree;
  private final ClashPolicy policy;
  private final Numbering numbering;
  private final OpenFolder staged;
  private final TargetFolders targets;
  private final PublishLog log;
  private final PublishCounter counter;

  FolderLanding(
      StagedFiles files,
      ClashPolicy policy,
      Numbering numbering,
      TargetFolders targets,
      PublishLog log,
      PublishCounter counter) {
    this.tree = files.names() == StagedNames.TREE;
    this.policy = policy;
    this.staged = new OpenFolder(files.root());
    this.numbering = numbering;
    this.targets = targets;
    this.log = log;
    this.counter = counter;
  }

  LandingFolder enter(
      LandingFolder parent, RelativePath path, long index, @Nullable FolderEntry entry)
      throws IOException {
    State inherited =
        parent.state == State.MOVED || parent.state == State.LEFT ? parent.state : State.WAITING;
    LandingFolder folder = new LandingFolder(parent, path, index, entry, inherited);
    if (inherited == State.MOVED && parent.movedTo != null && counter.wantsNames()) {
      folder.movedTo = parent.movedTo + "/" + numbering.name(path, 1);
    }
    if (inherited == State.WAITING && tree) {
      HeldFolder from = staged.at(path.parent());
      FileStamp stamp = from.stampOf(path.name());
      if (stamp == null) {
        finishMoved(folder);
      } else {
        move(folder, path, from, stamp);
      }
    }
    return folder;
  }

  /** It landed in one piece before, unless nothing of it was wanted. */
  private void finishMoved(LandingFolder folder) throws IOException {
    folder.state = State.MOVED;
    LandingFolder parent = folder.parent;
    int n = log.number(folder.index);
    if (folder.path == null || parent == null) {
      return;
    }
    String name = numbering.name(folder.path, n);
    folder.movedTo = Paths.text(parent.target, name);
    if (n > 1) {
      counter.beside(Paths.below(parent.target, name));
    }
    if (log.wasMade(folder.index)) {
      setFinalMode(folder, targets.of(parent), name);
    }
  }

  private void move(LandingFolder folder, RelativePath path, HeldFolder from, FileStamp stamp)
      throws IOException {
    LandingFolder parent = folder.parent;
    if (parent == null) {
      return;
    }
    prepare(folder, path, from, stamp);
    HeldFolder to = targets.of(parent);
    for (int n = 1; ; ) {
      String name = numbering.name(path, n);
      log.naming(folder.index, n);
      try {
        Moves.move(from, path.name(), to, name, parent, targets);
        landed(folder, parent, to, name, n);
        return;
      } catch (AtomicMoveNotSupportedException e) {
        // On another disk: it is made there, and what is below is copied. It stays WAITING.
        return;
      } catch (FileAlreadyExistsException e) {
        FileStamp there = to.stampOf(name);
        if (there != null && targets.isMergeable(there)) {
          folder.state = State.MERGED;
          folder.target = Paths.below(parent.target, name);
          return;
        }
        if (there != null && policy == ClashPolicy.SKIP) {
          folder.state = State.LEFT;
          return;
        }
        n = there == null ? n : numbering.next(path, n);
      }
    }
  }

  /** A folder can be moved, and emptied, only as long as its owner may write to it. */
  private void prepare(LandingFolder folder, RelativePath path, HeldFolder from, FileStamp stamp)
      throws IOException {
    int mode = FinalModes.of(folder.entry);
    if ((mode & FinalModes.OWNER) != FinalModes.OWNER) {
      log.making(folder.index);
      from.setModeAndTime(
          path.name(), mode | FinalModes.OWNER, stamp.modifiedNanos(), FileKind.FOLDER);
    }
  }

  private void landed(LandingFolder folder, LandingFolder parent, HeldFolder to, String name, int n)
      throws IOException {
    folder.state = State.MOVED;
    folder.movedTo = Paths.text(parent.target, name);
    parent.changed = true;
    if (log.wasMade(folder.index)) {
      setFinalMode(folder, to, name);
    }
    if (n > 1) {
      counter.beside(Paths.below(parent.target, name));
    }
  }

  private static void setFinalMode(LandingFolder folder, HeldFolder to, String name)
      throws IOException {
    FileStamp stamp = to.stampOf(name);
    if (folder.entry != null && stamp != null && stamp.isFolder()) {
      to.setModeAndTime(
          name, FinalModes.of(folder.entry), folder.entry.modifiedNanos(), FileKind.FOLDER);
    }
  }

  @Override
  public void close() {
    staged.close();
  }
}
