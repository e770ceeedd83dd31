package dev.ferry.inbox;

import dev.ferry.manifest.Manifest;
import dev.ferry.manifest.SourceScanner;
import dev.ferry.platform.FileKind;
import dev.ferry.platform.FileStamp;
import dev.ferry.platform.FolderItem;
import dev.ferry.platform.HeldFolder;
import dev.ferry.platform.Platform;
import dev.ferry.platform.Space;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder where transfers land. What is on its way lies in the hidden folder {@link #STAGING}
 * inside of it, so on the same file system; what is whole is published beside it, and nothing is
 * ever overwritten unless a {@link ClashPolicy} says so. If another folder stands at its path
 * later, what is new goes there. Thread-safe; everything blocks on the disk.
 */
public final class Inbox implements AutoCloseable {
  /** The folder for what is on its way; no entry of a manifest can land in it. */
  public static final String STAGING = SourceScanner.STAGING;

  private final Path path;

  /** Folders that stood at the path before, and that stagings may still use. */
  private final List<HeldFolder> earlier = new ArrayList<>();

  private HeldFolder folder;

  private Inbox(HeldFolder folder) {
    this.path = folder.path();
    this.folder = folder;
  }

  /** Opens an inbox and makes its folder if it is missing, durably. */
  public static Inbox open(Path path) throws IOException {
    makeFolders(path.toAbsolutePath());
    return over(Platform.current().hold(path));
  }

  private static void makeFolders(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null || Files.isDirectory(path)) {
      return;
    }
    makeFolders(parent);
    Files.createDirectories(path);
    try (HeldFolder folder = Platform.current().hold(parent)) {
      folder.force();
    }
  }

  /** An inbox over a folder that is held already, and closed with it. */
  public static Inbox over(HeldFolder folder) {
    return new Inbox(folder);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The folder at the path, held anew if another one stands there now. */
  private synchronized HeldFolder folder() throws IOException {
    if (!isInPlace(folder)) {
      HeldFolder now = Platform.current().hold(path);
      earlier.add(folder);
      folder = now;
    }
    return folder;
  }

  /**
   * Whether a held folder is still the one at its path: not moved, deleted, or hidden by a disk.
   */
  static boolean isInPlace(HeldFolder folder) throws IOException {
    FileStamp held = folder.stamp();
    try {
      FileStamp there = Platform.current().stamp(folder.path(), true);
      return held.inode() == 0 || held.isSameFileAs(there);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** What its file system can still take. */
  public Space space() throws IOException {
    return folder().space();
  }

  /**
   * Finds out what accepting a manifest would do. Changes nothing. Entries with content hashes are
   * compared by content, which reads the files that are there.
   *
   * @param unsafeLinks whether links may lead out of the folder that they come in
   * @throws java.io.InterruptedIOException if the thread is interrupted while it reads
   */
  public Plan plan(Manifest manifest, ClashPolicy policy, boolean unsafeLinks) throws IOException {
    return plan(manifest, policy, unsafeLinks, true);
  }

  /**
   * As {@link #plan}, but reads no file: entries with content hashes are compared by size and time,
   * too, and the plan {@linkplain Plan#isGuess is a guess} if there was anything to read.
   */
  public Plan guess(Manifest manifest, ClashPolicy policy, boolean unsafeLinks) throws IOException {
    return plan(manifest, policy, unsafeLinks, false);
  }

  private Plan plan(Manifest manifest, ClashPolicy policy, boolean unsafeLinks, boolean reads)
      throws IOException {
    HeldFolder target = folder();
    SameFile sameFile = new SameFile(new ClockGrain(target), reads);
    return new Planner(manifest, target, new SafetyRules(unsafeLinks), sameFile)
        .plan(policy, target.space().freeBytes());
  }

  /**
   * Begins to receive: makes the staging of a transfer, durable when this returns.
   *
   * @param id names it, 1 to 64 of {@code a-z0-9-}
   * @param manifest is copied
   * @param plan of that manifest
   * @throws java.nio.file.FileAlreadyExistsException if there is a staging with this id
   */
  public Staging stage(String id, Manifest manifest, Plan plan) throws IOException {
    return new StagingArea(folder()).create(id, manifest, plan);
  }

  /**
   * Opens the staging of a transfer that was begun before. What was not surely on the disk is read
   * and compared with the journal's hashes before it counts.
   *
   * @throws java.nio.file.NoSuchFileException if there is none, or it was not complete
   * @throws StagingInUseException if somebody has it open
   */
  public Staging resume(String id) throws IOException {
    return new StagingArea(folder()).open(id);
  }

  /** The ids of all stagings, open ones and incomplete ones included. */
  public List<String> stagings() throws IOException {
    List<String> ids = new ArrayList<>();
    HeldFolder here = folder();
    if (here.stampOf(STAGING) != null) {
      for (FolderItem item : here.list(STAGING)) {
        if (item.kind() == FileKind.FOLDER && StagingArea.isId(item.name())) {
          ids.add(item.name());
        }
      }
    }
    return ids;
  }

  /** Deletes the folder of all stagings unless there is one; what a probe left goes with it. */
  static void deleteIfUnused(HeldFolder inbox) throws IOException {
    try {
      inbox.delete(STAGING);
    } catch (DirectoryNotEmptyException e) {
      deleteStrays(inbox);
    }
  }

  private static void deleteStrays(HeldFolder inbox) throws IOException {
    try {
      List<FolderItem> items = inbox.list(STAGING);
      if (items.stream().allMatch(item -> item.kind() == FileKind.FILE)) {
        for (FolderItem item : items) {
          inbox.delete(STAGING + "/" + item.name());
        }
        inbox.delete(STAGING);
      }
    } catch (NoSuchFileException | DirectoryNotEmptyException e) {
      // Somebody else was faster, or a transfer began in between.
    }
  }

  /** Lets go of the folder. Stagings are to be closed before. */
  @Override
  public synchronized void close() {
    earlier.forEach(HeldFolder::close);
    folder.close();
  }
}
