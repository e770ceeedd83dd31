package dev.ferry.inbox;

import dev.ferry.inbox.LandingFolder.State;
import dev.ferry.manifest.RelativePath;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.HeldFolder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.TimeUnit;

/** The folders of the inbox that something lands in: made, made writable, and forced in the end. */
final class TargetFolders implements AutoCloseable {
  /** So many are forced one by one; more of them by one call for the whole file system. */
  private static final int FEW = 64;

  private final HeldFolder inbox;
  private final Numbering numbering;
  private final PublishLog log;
  private final PublishCounter counter;
  private final boolean resumed;
  private final OpenFolder open;
  private final FileStamp staging;
  private int forced;
  private boolean syncAtEnd;

  TargetFolders(
      HeldFolder inbox,
      Numbering numbering,
      PublishLog log,
      PublishCounter counter,
      boolean resumed)
      throws IOException {
    this.inbox = inbox;
    this.numbering = numbering;
    this.log = log;
    this.counter = counter;
    this.resumed = resumed;
    this.open = new OpenFolder(inbox);
    FileStamp stamp = inbox.stampOf(Inbox.STAGING);
    if (stamp == null) {
      throw new NoSuchFileException(Inbox.STAGING);
    }
    staging = stamp;
  }

  /** The folder of the inbox that {@code folder} stands for; made if it was waiting for that. */
  HeldFolder of(LandingFolder folder) throws IOException {
    if (folder.state == State.WAITING) {
      make(folder);
    }
    return open.at(folder.target);
  }

  /** Whether a folder of the inbox is one that may be merged into, whatever it is called. */
  boolean isMergeable(FileStamp stamp) {
    return stamp.isFolder() && !stamp.isSameFileAs(staging);
  }

  /** Makes a folder that is waiting for it, or merges it into what is there by now. */
  void make(LandingFolder folder) throws IOException {
    LandingFolder parent = folder.parent;
    if (folder.path == null || parent == null) {
      return;
    }
    HeldFolder in = of(parent);
    for (int n = 1; ; ) {
      String name = numbering.name(folder.path, n);
      FileStamp stamp = in.stampOf(name);
      if (stamp != null && !isMergeable(stamp)) {
        n = numbering.next(folder.path, n);
        continue;
      }
      log.naming(folder.index, n);
      boolean mine = log.wasMade(folder.index);
      if (stamp == null) {
        log.making(folder.index);
        mine = tryMake(in, name);
        if (!mine) {
          continue;
        }
        parent.changed = true;
      }
      folder.target = Paths.below(parent.target, name);
      folder.state = mine ? State.MADE : State.MERGED;
      if (mine && n > 1) {
        counter.beside(folder.target);
      }
      return;
    }
  }

  /** False if something came to stand there in the meantime. */
  private static boolean tryMake(HeldFolder in, String name) throws IOException {
    try {
      return in.makeFolder(name, FinalModes.OWNER);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  /**
   * Makes a folder writable for its owner, until it is left.
   *
   * @return false if it is already, or is not this user's to change
   */
  boolean loosen(LandingFolder folder) throws IOException {
    RelativePath target = folder.target;
    FileStamp stamp = target == null ? null : inbox.stampOf(target.toString());
    if (target == null
        || stamp == null
        || folder.index < 0
        || (stamp.mode() & FinalModes.OWNER) == FinalModes.OWNER) {
      return false;
    }
    log.loosening(folder.index, stamp.mode() & 0777);
    inbox.setModeAndTime(
        target.toString(),
        (stamp.mode() & 0777) | FinalModes.OWNER,
        stamp.modifiedNanos(),
        FileKind.FOLDER);
    return true;
  }

  /** Everything below a folder has landed. */
  void leave(LandingFolder folder) throws IOException {
    RelativePath target = folder.target;
    if (target == null || (folder.state != State.MERGED && folder.state != State.MADE)) {
      return;
    }
    open.close();
    Integer before = log.modeBefore(folder.index);
    if (folder.state == State.MADE) {
      setMode(target, FinalModes.of(folder.entry), timeOf(folder));
    } else if (before != null) {
      FileStamp stamp = inbox.stampOf(target.toString());
      setMode(target, before, stamp == null ? timeOf(folder) : stamp.modifiedNanos());
    }
    if (folder.changed || resumed) {
      force(target);
    }
  }

  private static long timeOf(LandingFolder folder) {
    return folder.entry == null
        ? TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis())
        : folder.entry.modifiedNanos();
  }

  private void setMode(RelativePath target, int mode, long nanos) throws IOException {
    inbox.setModeAndTime(target.toString(), mode, nanos, FileKind.FOLDER);
  }

  private void force(RelativePath target) throws IOException {
    if (syncAtEnd) {
      return;
    }
    forced++;
    syncAtEnd = forced == FEW && inbox.syncFileSystem();
    if (!syncAtEnd) {
      inbox.force(target.toString());
    }
  }

  /** Forces the folders that were left until now. */
  void forceRest() throws IOException {
    if (syncAtEnd) {
      inbox.syncFileSystem();
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
